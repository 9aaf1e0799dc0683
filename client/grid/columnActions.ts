import { lastOrderKey } from '../../shared/intake/lastOrderKey.ts';
import { columnRecord } from '../../shared/intake/pastePlan.ts';
import {
  type Column,
  type ColumnSettings,
  type ColumnTypeId,
  columnKey,
  orderKeyBetween,
  type SetRecord,
} from '../../shared/model/index.ts';
import type { Store } from '../store/store.ts';

/** What a person says of a new column. */
export interface ColumnDraft {
  readonly name: string;
  readonly type: ColumnTypeId;
  readonly settings: ColumnSettings;
}

const setColumn = (column: Column, properties: SetRecord['properties']): SetRecord => ({
  type: 'setRecord',
  collection: 'columns',
  id: `${column.table}/${column.id}`,
  properties,
});

const widths: Partial<Readonly<Record<ColumnTypeId, number>>> = {
  checkbox: 72,
  date: 128,
  number: 96,
  currency: 112,
  select: 112,
  person: 112,
  tags: 200,
  formula: 112,
};

/** Where a new column goes: after another, or as the first or last one of all. */
export type ColumnPlace = Column | 'first' | 'last';

/** The place on the left of a column. */
export const leftOf = (column: Column, all: readonly Column[]): ColumnPlace =>
  all[all.indexOf(column) - 1] ?? 'first';

/** A new column. Answers its id. */
export const addColumn = (
  store: Store,
  table: string,
  all: readonly Column[],
  place: ColumnPlace,
  { name, type, settings }: ColumnDraft,
): string => {
  const id = store.newRowId();
  const before = place === 'last' ? (all.at(-1) ?? null) : place === 'first' ? null : place;
  const order = orderAfter(all, before);
  const width = widths[type] ?? 160;
  const key = columnKey(
    name,
    all.map((column) => column.key),
  );
  store.dispatch({
    records: [
      columnRecord({ id, table, type, key, name, order, width, deletedAt: null, settings }),
    ],
    commands: [],
  });
  return id;
};

export const renameColumn = (store: Store, column: Column, name: string): void => {
  store.dispatch({ records: [setColumn(column, { name })], commands: [] });
};

/** Gives a formula column another formula, result and grades, as one step of undo. */
export const setFormula = (
  store: Store,
  column: Column,
  { formula, result, grades }: ColumnSettings,
): void => {
  const { formula: _, result: __, grades: ___, ...others } = column.settings;
  const settings = { ...others, formula, result, ...(grades !== undefined && { grades }) };
  store.dispatch({ records: [setColumn(column, { settings })], commands: [] });
};

/** Takes the column out of use; its cells stay, and `restoreColumn` shows them again. */
export const deleteColumn = (store: Store, column: Column, now: number): void => {
  store.dispatch({ records: [setColumn(column, { deletedAt: now })], commands: [] });
};

export const restoreColumn = (store: Store, column: Column): void => {
  store.dispatch({ records: [setColumn(column, { deletedAt: null })], commands: [] });
};

/** Puts a shown column at another place among the shown ones; both places count from 0. */
export const moveColumn = (
  store: Store,
  all: readonly Column[],
  shown: readonly Column[],
  from: number,
  to: number,
): void => {
  const moving = shown[from];
  if (moving === undefined || from === to) return;
  const others = shown.filter((column) => column !== moving);
  const rest = all.filter((column) => column !== moving);
  const order = orderAfter(rest, others[to - 1] ?? null);
  store.dispatch({ records: [setColumn(moving, { order })], commands: [] });
};

/** An order key right after `column`, or before all when it is null. */
const orderAfter = (all: readonly Column[], column: Column | null): string => {
  const upTo = column === null ? [] : all.slice(0, all.indexOf(column) + 1);
  const before = lastOrderKey(upTo);
  const later = all.filter(({ order }) => lastOrderKey([{ order }]) !== null);
  const after = later.find(({ order }) => before === null || order > before)?.order ?? null;
  return orderKeyBetween(before, after, Math.random);
};
