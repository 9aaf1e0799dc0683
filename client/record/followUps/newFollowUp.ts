import {
  type CellValue,
  type Column,
  holdsSet,
  type LedgerCommand,
} from '../../../shared/model/index.ts';
import { type Draft, draftedCell } from '../draft.ts';

interface NewFollowUp {
  readonly id: string;
  readonly columns: readonly Column[];
  readonly link: Column;
  readonly customer: string;
  readonly draft: Draft;
  /** ISO date, for a draft that says none. */
  readonly today: string;
  /** Who writes it. */
  readonly user: string;
}

/** The draft as a row: of this customer, by this person, today if nothing else is said. */
export const newFollowUp = (making: NewFollowUp): LedgerCommand => {
  const { id, columns, link, customer, draft, today, user } = making;
  const values: Record<string, CellValue> = { [link.id]: member(link, customer) };
  for (const column of columns) {
    const drafted = draftedCell(draft, column.id);
    if (drafted !== null && column.id !== link.id) values[column.id] = drafted;
    else if (column.id === 'date') values.date = today;
    else if (column.id === 'by') values.by = member(column, user);
  }
  return { type: 'addRows', table: link.table, rows: [{ id, values }] };
};

const member = (column: Column, id: string): CellValue => (holdsSet(column) ? [id] : id);
