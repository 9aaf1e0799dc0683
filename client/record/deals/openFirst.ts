import type { TableRows } from '../../store/store.ts';

/** Deals that are still open first, the one expected soonest on top; then those that ended, the latest first. */
export const openFirst = (
  deals: readonly number[],
  rows: Pick<TableRows, 'rowId' | 'cell'>,
  hasEnded: (deal: number) => boolean,
): readonly number[] => {
  const keyed = deals.map((number) => {
    const date = rows.cell(number, 'expectedDate');
    return {
      number,
      ended: hasEnded(number),
      // Those of which nobody knows when come last of theirs.
      date: typeof date === 'string' ? date : null,
      id: rows.rowId(number),
    };
  });
  keyed.sort((a, b) => {
    if (a.ended !== b.ended) return a.ended ? 1 : -1;
    if (a.date === b.date) return a.id < b.id ? -1 : 1;
    if (a.date === null || b.date === null) return a.date === null ? 1 : -1;
    return a.date < b.date === a.ended ? 1 : -1;
  });
  return keyed.map(({ number }) => number);
};
