import { isIsoDate } from '../../../shared/columns/dateText.ts';
import { rowIdTime } from '../../../shared/model/index.ts';
import { localDate } from '../../app/localDate.ts';
import type { TableRows } from '../../store/store.ts';

/**
 * Follow-ups from the newest to the oldest: by their date (without one, by the day on which they
 * were made), and within a day by when they were made.
 */
export const newestFirst = (
  numbers: readonly number[],
  rows: Pick<TableRows, 'rowId' | 'cell'>,
): readonly number[] => {
  const dated = numbers.map((number) => {
    const id = rows.rowId(number);
    const date = rows.cell(number, 'date');
    return { number, id, date: isIsoDate(date) ? date : dayOf(id) };
  });
  dated.sort((a, b) => {
    if (a.date !== b.date) return a.date < b.date ? 1 : -1;
    return a.id < b.id ? 1 : -1;
  });
  return dated.map(({ number }) => number);
};

const dayOf = (id: string): string => localDate(new Date(rowIdTime(id)));
