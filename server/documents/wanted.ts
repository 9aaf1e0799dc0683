import { parseTableMap } from '../../shared/documents/index.ts';
import type { Write } from '../../shared/documents/inspect.ts';
import type { Collection, LedgerCommand, SetRecord } from '../../shared/model/index.ts';

/** What somebody wants to bring into a document, measured before any of it is applied. */
export interface Wanted {
  readonly values: readonly unknown[];
  readonly rows: number;
  /** Records that something is written of, there or not: `collection` and id. */
  readonly records: readonly { readonly collection: Collection; readonly id: string }[];
  /** Yjs's; 0 where that shows only when it is applied. */
  readonly bytes: number;
}

export const nothingWanted: Wanted = { values: [], rows: 0, records: [], bytes: 0 };

export const wantedByUpdate = (writes: readonly Write[], bytes: number): Wanted => {
  const wanted = { values: [] as unknown[], rows: 0, records: [] as Wanted['records'][number][] };
  for (const { map, key, value } of writes) {
    wanted.values.push(key);
    const isRow = parseTableMap(map)?.kind === 'rows';
    if (isRow) wanted.rows++;
    if (isRow && typeof value === 'object' && value !== null)
      wanted.values.push(...Object.keys(value), ...Object.values(value));
    else wanted.values.push(value);
    if (map === 'tables' || map === 'columns')
      wanted.records.push({ collection: map, id: key.slice(0, key.lastIndexOf('/')) });
  }
  return { ...wanted, bytes };
};

export const wantedByCommands = (commands: readonly (LedgerCommand | SetRecord)[]): Wanted => ({
  values: commands.flatMap(valuesOf),
  rows: commands.reduce((sum, one) => sum + (one.type === 'addRows' ? one.rows.length : 0), 0),
  records: commands.filter((command) => command.type === 'setRecord'),
  bytes: 0,
});

const valuesOf = (command: LedgerCommand | SetRecord): readonly unknown[] => {
  switch (command.type) {
    case 'setCells':
      return command.cells.map(({ value }) => value);
    case 'setMembers':
      return command.cells.map(({ add }) => add);
    case 'addRows':
      return command.rows.flatMap(({ values }) => Object.values(values));
    case 'setRecord':
      return [command.id, ...Object.values(command.properties)];
    default:
      return [];
  }
};
