import {
  type CellValue,
  deletedColumn,
  isMemberSet,
  type LedgerCommand,
  type Miss,
  type NewRow,
} from '../../shared/model/index.ts';

/** What is to be written in each ledger, and what cannot be written at all. */
export interface Routed {
  readonly commands: ReadonlyMap<string, readonly LedgerCommand[]>;
  readonly misses: readonly Miss[];
}

export interface Whereabouts {
  /** The ledger of a row; undefined when it is not known here. */
  ledgerOf(table: string, row: string): string | undefined;
  /** The ledgers that an import went to. */
  ledgersOfLayer(layer: string): readonly string[];
  /** Columns of the table that link to customers. */
  parentColumns(table: string): readonly { readonly id: string; readonly linkedTable: string }[];
  mayWrite(ledger: string): boolean;
  /** Where rows without a parent go; null when this person may write nowhere. */
  readonly defaultLedger: string | null;
  cell(table: string, row: string, column: string): CellValue;
}

/**
 * Splits commands by the ledgers of their rows, keeping their order within each. New rows go to
 * the ledger of the customer that they link to, else to the default one. Writes to rows that are
 * not known, or that this person may not write, are misses.
 */
export const routeCommands = (commands: readonly LedgerCommand[], at: Whereabouts): Routed => {
  const routed = new Map<string, LedgerCommand[]>();
  const misses: Miss[] = [];
  /** Rows that these commands make: `table/row` → ledger. */
  const made = new Map<string, string>();

  const placeOf = (table: string, row: string): string | null => {
    const ledger = made.get(`${table}/${row}`) ?? at.ledgerOf(table, row);
    return ledger !== undefined && at.mayWrite(ledger) ? ledger : null;
  };

  const placeOfNew = (table: string, { id, values }: NewRow): string | null => {
    for (const { id: column, linkedTable } of at.parentColumns(table)) {
      const parent = firstMember(values[column] ?? null);
      const ledger = parent === null ? null : placeOf(linkedTable, parent);
      if (ledger === null) continue;
      made.set(`${table}/${id}`, ledger);
      return ledger;
    }
    if (at.defaultLedger !== null) made.set(`${table}/${id}`, at.defaultLedger);
    return at.defaultLedger;
  };

  /** Puts each ledger's part of the command there; `missed` hears of items that have no place. */
  const distribute = <Item>(
    items: readonly Item[],
    place: (item: Item) => string | null,
    toCommand: (items: readonly Item[]) => LedgerCommand,
    missed: (item: Item) => Omit<Miss, 'table' | 'was' | 'found'>,
    table: string,
  ): void => {
    for (const [ledger, part] of groupBy(items, place)) {
      if (ledger !== null) append(routed, ledger, toCommand(part));
      else
        for (const { row, column, wanted } of part.map(missed)) {
          const found = at.cell(table, row, column);
          misses.push({ table, row, column, wanted, was: found, found });
        }
    }
  };

  for (const command of commands) {
    if (command.type === 'setLayer') {
      for (const ledger of at.ledgersOfLayer(command.layer))
        if (at.mayWrite(ledger)) append(routed, ledger, command);
      continue;
    }
    const { table } = command;
    const place = (row: string): string | null => placeOf(table, row);
    if (command.type === 'setCells')
      distribute(
        command.cells,
        ({ row }) => place(row),
        (cells) => ({ ...command, cells }),
        ({ row, column, value }) => ({ row, column, wanted: value }),
        table,
      );
    else if (command.type === 'setMembers')
      distribute(
        command.cells,
        ({ row }) => place(row),
        (cells) => ({ ...command, cells }),
        ({ row, column, add }) => ({ row, column, wanted: add }),
        table,
      );
    else if (command.type === 'addRows')
      distribute(
        command.rows,
        (row) => placeOfNew(table, row),
        (rows) => ({ ...command, rows }),
        ({ id, values }) => {
          const [column = deletedColumn, wanted = null] = Object.entries(values)[0] ?? [];
          return { row: id, column, wanted };
        },
        table,
      );
    else
      distribute(
        command.rows,
        place,
        (rows) => ({ ...command, rows }),
        (row) => ({
          row,
          column: deletedColumn,
          wanted: command.type === 'deleteRows' ? command.at : null,
        }),
        table,
      );
  }
  return { commands: routed, misses };
};

const firstMember = (value: CellValue): string | null =>
  typeof value === 'string' ? value : isMemberSet(value) ? (value[0] ?? null) : null;

const groupBy = <Item>(
  items: readonly Item[],
  key: (item: Item) => string | null,
): Map<string | null, Item[]> => {
  const groups = new Map<string | null, Item[]>();
  for (const item of items) append(groups, key(item), item);
  return groups;
};

const append = <Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void => {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
};
