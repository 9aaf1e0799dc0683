import { useMemo, useSyncExternalStore } from 'react';
import type { Column } from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';

/** A column as one person sees it. */
export interface ShownColumn {
  readonly column: Column;
  /** Pixels. */
  readonly width: number;
}

export interface ColumnLayout {
  /** Columns in use, in the team's order. */
  readonly all: readonly Column[];
  /** Without those that this person hid. */
  readonly shown: readonly ShownColumn[];
}

type Me = Store['me'];

const widthKey = ({ table, id }: Column): string => `width/${table}/${id}`;
const hiddenKey = ({ table, id }: Column): string => `hidden/${table}/${id}`;

export const narrowest = 48;
export const widest = 800;

/** One's own width, or the team's where one has none. */
const widthOf = (me: Me, column: Column): number => {
  const own = me.get(widthKey(column));
  return typeof own === 'number' ? Math.min(widest, Math.max(narrowest, own)) : column.width;
};

export const setWidth = (me: Me, column: Column, width: number): void =>
  me.set(widthKey(column), Math.round(width));

export const isHidden = (me: Me, column: Column): boolean => me.get(hiddenKey(column)) === true;

export const setHidden = (me: Me, column: Column, hidden: boolean): void =>
  me.set(hiddenKey(column), hidden);

/** The layout of one table; the same object until the team's columns or one's own layout change. */
const openLayout = ({ workspace, me }: Store, table: string) => {
  let layout: ColumnLayout | null = null;
  return {
    subscribe: (listener: () => void) => {
      const stops = [
        workspace.observe(listener),
        me.observe((keys) => {
          if (![...keys].some((key) => key.split('/')[1] === table)) return;
          layout = null;
          listener();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    snapshot: (): ColumnLayout => {
      const all = workspace.columns(table);
      if (layout?.all === all) return layout;
      const shown = all
        .filter((column) => !isHidden(me, column))
        .map((column) => ({ column, width: widthOf(me, column) }));
      layout = { all, shown };
      return layout;
    },
  };
};

export const useColumnLayout = (table: string): ColumnLayout => {
  const store = useStore();
  const layout = useMemo(() => openLayout(store, table), [store, table]);
  return useSyncExternalStore(layout.subscribe, layout.snapshot);
};
