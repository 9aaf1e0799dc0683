import {
  type CellValue,
  isEmpty,
  isMemberSet,
  type LedgerCommand,
  type NewRow,
  sameValue,
  toMemberSet,
} from '../../shared/model/index.ts';
import { columns, rowIds, tables } from './arbitraries.ts';
import type { SeenRow } from './replica.ts';

/** What a ledger of one writer is to its readers: rows of values, and nothing else. */
export const createPlainLedger = (sealed: readonly NewRow[]) => {
  const places = tables.flatMap((table) => rowIds.map((row) => `${table}/${row}`));
  const rows = new Map(places.map((place) => [place, { known: false, values: new Map() }]));
  let isUndone = false;
  let misses = 0;
  /** Cells that the commands which are being applied missed. */
  let missed = new Set<string>();

  const rowAt = (table: string, id: string): { known: boolean; values: Map<string, CellValue> } =>
    rows.get(`${table}/${id}`)!;
  const read = (table: string, id: string, column: string): CellValue =>
    rowAt(table, id).values.get(column) ?? null;
  const write = (table: string, id: string, column: string, value: CellValue): void => {
    rowAt(table, id).values.set(column, plain(value));
  };
  const addRow = (table: string, { id, values }: NewRow): void => {
    const row = rowAt(table, id);
    if (row.known) return;
    row.known = true;
    for (const [column, value] of Object.entries(values))
      if (!row.values.has(column)) row.values.set(column, plain(value));
  };
  for (const row of sealed) addRow(tables[0], row);

  const miss = (table: string, row: string, column: string): void => {
    misses++;
    missed.add(`${table}/${row}/${column}`);
  };

  const applyOne = (command: LedgerCommand): void => {
    switch (command.type) {
      case 'setCells':
        for (const { row, column, value, was } of command.cells)
          if (was === undefined || sameValue(read(command.table, row, column), was))
            write(command.table, row, column, value);
          else miss(command.table, row, column);
        break;
      case 'setMembers':
        for (const { row, column, add, remove } of command.cells) {
          const found = read(command.table, row, column);
          const present = isMemberSet(found) ? found : [];
          const next = [...present.filter((id) => !remove.includes(id)), ...add];
          if (sameValue(toMemberSet(next), present)) continue;
          const isText = found !== null && !isMemberSet(found);
          if (isText || missed.has(`${command.table}/${row}/${column}`))
            miss(command.table, row, column);
          else write(command.table, row, column, next);
        }
        break;
      case 'addRows':
        for (const row of command.rows) addRow(command.table, row);
        break;
      case 'deleteRows':
        for (const row of command.rows)
          if (read(command.table, row, '$deleted') === null)
            write(command.table, row, '$deleted', command.at);
        break;
      case 'restoreRows':
        for (const row of command.rows) write(command.table, row, '$deleted', null);
        break;
      case 'setLayer':
        isUndone = command.state === 'undone';
    }
  };

  return {
    apply: (commands: readonly LedgerCommand[]): void => {
      missed = new Set();
      for (const command of commands) applyOne(command);
    },
    misses: () => misses,
    everything: (): Record<string, Record<string, SeenRow>> =>
      Object.fromEntries(
        tables.map((table) => [
          table,
          Object.fromEntries(
            rowIds.flatMap((id) => {
              if (!rowAt(table, id).known) return [];
              const inLayer = table === tables[0] && sealed.some((row) => row.id === id);
              const key = read(table, id, '$order');
              const seen: SeenRow = {
                listed: read(table, id, '$deleted') === null && !(inLayer && isUndone),
                orderKey: typeof key === 'string' ? key : id,
                cells: Object.fromEntries(
                  [...columns, '$deleted'].map((column) => [column, read(table, id, column)]),
                ),
              };
              return [[id, seen]];
            }),
          ),
        ]),
      ),
  };
};

const plain = (value: CellValue): CellValue =>
  isEmpty(value) ? null : isMemberSet(value) ? toMemberSet(value) : value;
