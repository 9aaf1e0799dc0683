import { type CellValue, deletedColumn, type LedgerCommand } from '../../../shared/model/index.ts';
import type { Action } from './action.ts';
import type { Tab } from './tab.ts';
import { ledgers, type World } from './world.ts';

// What people do in their tabs.

/** By somebody in a tab that is awake. */
const inTab =
  (act: (world: World, tab: Tab) => string | null): Action =>
  async (world) => {
    const { time, chance, witness } = world;
    const awake = world.tabs.filter(({ program }) => program.asleepUntil <= time.now);
    if (awake.length === 0) return null;
    const tab = chance.pick(awake);
    const what = await time.turn(tab.program, () =>
      tab.view.snapshot().ready ? witness.does(tab, () => act(world, tab)) : null,
    );
    return what === null ? null : `tab ${tab.number}: ${what}`;
  };

/** A row of the table: mostly one of the first, so that people meet. */
const rowOf = ({ chance }: World, tab: Tab, table: string): string | null => {
  const { size, rowId } = tab.store.table(table);
  if (size === 0) return null;
  const row = rowId(chance.whole(0, (chance.happens(0.7) ? Math.min(size, 4) : size) - 1));
  // Of a ledger that is closed here nothing is left.
  return row === '' ? null : row;
};

const valueFor = (world: World, tab: Tab, column: string): CellValue => {
  const { chance, witness } = world;
  if (chance.happens(0.1)) return null;
  if (column === 'dealCount') return chance.whole(0, 4);
  if (column === 'intent') return chance.pick(['clear', 'considering', 'unclear']);
  return `${column} ${witness.mark(tab)}`;
};

const columns = ['name', 'note', 'note', 'idNumber', 'dealCount', 'intent'] as const;

const dispatch = (tab: Tab, ...commands: readonly LedgerCommand[]): void => {
  tab.store.dispatch({ commands });
};

export const editCell: Action = inTab((world, tab) => {
  const table = world.chance.happens(0.85) ? 'customers' : 'followUps';
  const row = rowOf(world, tab, table);
  if (row === null) return null;
  const column = table === 'customers' ? world.chance.pick(columns) : 'summary';
  const value = valueFor(world, tab, column);
  dispatch(tab, { type: 'setCells', table, cells: [{ row, column, value }] });
  return `${column} of ${row} = ${value}`;
});

export const paste: Action = inTab((world, tab) => {
  const rows = [0, 1, 2].flatMap(() => rowOf(world, tab, 'customers') ?? []);
  if (rows.length === 0) return null;
  const cells = [...new Set(rows)].flatMap((row) =>
    (['name', 'note'] as const).map((column) => ({
      row,
      column,
      value: valueFor(world, tab, column),
    })),
  );
  dispatch(tab, { type: 'setCells', table: 'customers', cells });
  return `pastes ${cells.length} cells`;
});

export const addRows: Action = inTab((world, tab) => {
  const rows = Array.from({ length: world.chance.whole(1, 3) }, () => ({
    id: tab.store.newRowId(),
    values: { name: `name ${world.witness.mark(tab)}` },
  }));
  dispatch(tab, { type: 'addRows', table: 'customers', rows });
  return `adds ${rows.map(({ id }) => id)}`;
});

export const addFollowUp: Action = inTab((world, tab) => {
  const customer = rowOf(world, tab, 'customers');
  if (customer === null) return null;
  const id = tab.store.newRowId();
  const values = { summary: `summary ${world.witness.mark(tab)}`, customer: [customer] };
  dispatch(tab, { type: 'addRows', table: 'followUps', rows: [{ id, values }] });
  return `adds follow-up ${id}`;
});

export const deleteRow: Action = inTab((world, tab) => {
  const row = rowOf(world, tab, 'customers');
  if (row === null) return null;
  dispatch(tab, {
    type: 'deleteRows',
    table: 'customers',
    rows: [row],
    at: Math.round(world.time.now),
  });
  return `deletes ${row}`;
});

export const restoreRow: Action = inTab((world, tab) => {
  const table = tab.store.table('customers');
  const deleted = Array.from({ length: table.size }, (_, row) => row).filter(
    (row) => table.rowId(row) !== '' && table.cell(row, deletedColumn) !== null,
  );
  if (deleted.length === 0) return null;
  const row = table.rowId(world.chance.pick(deleted));
  dispatch(tab, { type: 'restoreRows', table: 'customers', rows: [row] });
  return `restores ${row}`;
});

export const setMembers: Action = inTab((world, tab) => {
  const row = rowOf(world, tab, 'customers');
  if (row === null) return null;
  const number = tab.store.table('customers').rowOf(row)!;
  const standing = tab.store.table('customers').cell(number, 'tags');
  const remove =
    Array.isArray(standing) && standing.length > 0 && world.chance.happens(0.4)
      ? [world.chance.pick(standing as string[])]
      : [];
  const add = remove.length > 0 ? [] : [`tag${world.witness.mark(tab)}`];
  dispatch(tab, {
    type: 'setMembers',
    table: 'customers',
    cells: [{ row, column: 'tags', add, remove }],
  });
  return `tags of ${row} + ${add} - ${remove}`;
});

export const setRecord: Action = inTab((world, tab) => {
  const name = `name ${world.witness.mark(tab)}`;
  const record = world.chance.pick([
    { collection: 'columns', id: 'customers/note', properties: { name } },
    { collection: 'tables', id: 'customers', properties: { name } },
    { collection: 'options', id: 'customers/outlet/east', properties: { name, order: 'a' } },
    { collection: 'tags', id: 'vip', properties: { name, color: '#b5294e' } },
  ] as const);
  tab.store.dispatch({ records: [{ type: 'setRecord', ...record }], commands: [] });
  return `${record.collection}/${record.id} = ${name}`;
});

export const addMany: Action = inTab((world, tab) => {
  if (world.chance.happens(0.8)) return null;
  const name = `name ${world.witness.mark(tab)}`;
  const rows = Array.from({ length: 501 }, () => ({ id: tab.store.newRowId(), values: { name } }));
  const { upload } = tab.store.dispatch({
    commands: [{ type: 'addRows', table: 'customers', rows }],
  });
  upload?.settled.catch(() => {});
  if (upload !== null && world.chance.happens(0.2)) {
    upload.cancel();
    return 'begins to upload 501 rows and cancels';
  }
  return 'uploads 501 rows';
});

export const undo: Action = inTab((_, tab) => {
  const result = tab.store.undo();
  return result === null ? null : `undoes ${result.done}, misses ${result.misses.length}`;
});

export const redo: Action = inTab((_, tab) => {
  const result = tab.store.redo();
  return result === null ? null : `redoes ${result.done}, misses ${result.misses.length}`;
});

export const setDefaultLedger: Action = inTab((world, tab) => {
  const ledger = world.chance.pick(Object.values(ledgers));
  tab.store.setDefaultLedger(ledger);
  return `default ledger ${ledger}`;
});

export const goThere: Action = inTab((world, tab) => {
  const row = rowOf(world, tab, 'customers');
  tab.store.setPresence(row === null ? null : { table: 'customers', row, column: 'name' }, false);
  return 'moves on';
});

export const reconnect: Action = inTab((_, tab) => {
  tab.store.reconnect();
  return 'tries to connect now';
});
