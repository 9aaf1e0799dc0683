import { setImmediate } from 'node:timers/promises';
import type { ColumnContext } from '../../../shared/columns/index.ts';
import { collectMakings } from '../../../shared/intake/makings.ts';
import type { CellValue, SetRecord } from '../../../shared/model/index.ts';
import type { ApiTable } from './apiTable.ts';

/** Rows of a request, read as their columns read them. */
export interface ReadRows {
  readonly rows: readonly Readonly<Record<string, CellValue>>[];
  /** Options and tags that have to be made before. */
  readonly makings: readonly SetRecord[];
  readonly problems: readonly ValueProblem[];
}

/** A value that its column could not read; it is kept as unread text. */
export interface ValueProblem {
  /** Index in the request. */
  readonly row: number;
  /** Key of the column. */
  readonly column: string;
  readonly reason: string;
}

interface Sent {
  readonly values: Readonly<Record<string, unknown>>;
}

/** Rows after which others get their turn: this many take some 5 ms. */
const atOnce = 100;

/** Reads what was sent. `nameOf` says what row `index` is called in a problem's `field`. */
export const readRows = async (
  sent: readonly Sent[],
  table: ApiTable,
  context: ColumnContext,
  nameOf: (index: number) => string,
): Promise<ReadRows> => {
  const rows: Readonly<Record<string, CellValue>>[] = [];
  const makings = collectMakings(context, Math.random);
  const problems: ValueProblem[] = [];
  for (const [index, { values }] of sent.entries()) {
    const cells = table.read(values, context, nameOf(index));
    for (const { column, makes, reason } of cells) {
      makings.add(column, makes);
      if (reason !== undefined) problems.push({ row: index, column: column.key, reason });
    }
    rows.push(Object.fromEntries(cells.map(({ column, value }) => [column.id, value])));
    if (index % atOnce === atOnce - 1) await setImmediate();
  }
  return { rows, makings: makings.records(), problems };
};
