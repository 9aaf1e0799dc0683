import { useSyncExternalStore } from 'react';
import type { Column } from '../../shared/model/index.ts';
import { useStore } from '../store/useStore.ts';
import { figureOf } from './cardLook.ts';

export interface Summing {
  /** The column that lanes add up; null for none. */
  readonly summed: Column | null;
  /** Those that could be. */
  readonly columns: readonly Column[];
  choose(column: string | null): void;
}

const nothing = '';

/** What lanes add up: the first amount, else the first number, unless this person chose another. */
export const useSummed = (columns: readonly Column[]): Summing => {
  const { me } = useStore();
  const key = `boardSum/${columns[0]?.table ?? ''}`;
  const chosen = useSyncExternalStore(
    (listener) => me.observe(listener),
    () => me.get(key),
  );
  const figures = columns.filter(({ type }) => type === 'currency' || type === 'number');
  const own = figures.find(({ id }) => id === chosen) ?? figureOf(columns);
  return {
    summed: chosen === nothing ? null : own,
    columns: figures,
    choose: (column) => me.set(key, column ?? nothing),
  };
};
