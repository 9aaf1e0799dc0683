import { type ColumnContext, showCell } from '../../shared/columns/index.ts';
import { type CellValue, type Column, isEmpty, type TableKind } from '../../shared/model/index.ts';

/** Which columns of a table its cards show, and where. */
export interface CardColumns {
  readonly title: Column | null;
  /** Stands at the right, as figures do. */
  readonly figure: Column | null;
  /** Under the title. Null: the first of `rest` that holds something. */
  readonly second: Column | null;
  /** The last line. Empty: those of `rest` that hold something. */
  readonly foot: readonly Column[];
  readonly rest: readonly Column[];
  /** The day by which a card's matter should be settled. */
  readonly due: Column | null;
}

const dealColumns = { second: 'customer', due: 'expectedDate', owner: 'owner' } as const;

/** The number or amount that stands for a table's rows: its first amount, else its first number. */
export const figureOf = (columns: readonly Column[]): Column | null =>
  columns.find(({ type }) => type === 'currency') ??
  columns.find(({ type }) => type === 'number') ??
  null;

/** `by` is the column whose options are the lanes; what it holds, the lane says. */
export const cardColumns = (
  columns: readonly Column[],
  by: string,
  kind: TableKind,
): CardColumns => {
  const [title = null] = columns;
  const figure = figureOf(columns);
  const own = (id: string): Column | null =>
    kind === 'deals' ? (columns.find((column) => column.id === id) ?? null) : null;
  const due = own(dealColumns.due);
  const owner = own(dealColumns.owner);
  // A bare number says nothing without its column's name.
  const rest = columns.filter(
    (column) =>
      column !== title && column !== figure && column.id !== by && column.type !== 'number',
  );
  const foot = [due, owner].filter((column) => column !== null);
  return { title, figure, second: own(dealColumns.second), foot, rest, due };
};

/** What one card says. */
export interface CardLook {
  readonly title: string;
  readonly second: string;
  readonly figure: string;
  readonly foot: readonly string[];
  /** Days since it was due; 0 for what is not late. */
  readonly daysLate: number;
}

/** More would not fit a card. */
const longest = 120;
const mostInFoot = 2;

export const lookOfCard = (
  cell: (column: string) => CellValue,
  { title, figure, second, foot, rest, due }: CardColumns,
  context: ColumnContext,
): CardLook => {
  const text = (column: Column | null): string => {
    if (column === null) return '';
    const value = cell(column.id);
    if (isEmpty(value) || value === false) return '';
    const shown = showCell(value, column, context).slice(0, longest).replace(/\s+/g, ' ');
    return column.type === 'date' && isNear(value, context.today) ? withoutYear(shown) : shown;
  };
  const others = foot.length === 0 && second === null ? filled(rest, text) : [];
  const day = due === null ? null : cell(due.id);
  return {
    title: text(title),
    figure: text(figure),
    second: second === null ? (others[0] ?? '') : text(second),
    foot: foot.length === 0 ? others.slice(1) : foot.map(text).filter((part) => part !== ''),
    daysLate: typeof day === 'string' ? Math.max(0, daysBetween(day, context.today)) : 0,
  };
};

const filled = (columns: readonly Column[], text: (column: Column) => string): string[] => {
  const found: string[] = [];
  for (const column of columns) {
    const shown = text(column);
    if (shown !== '') found.push(shown);
    if (found.length > mostInFoot) break;
  }
  return found;
};

/** Days around today in which nobody mistakes the year. */
const nearDays = 180;

const isNear = (day: CellValue, today: string): boolean =>
  typeof day === 'string' && Math.abs(daysBetween(day, today)) <= nearDays;

/** Of a day as it is shown in either language. */
const withoutYear = (day: string): string => day.replace(/^\d{4}年|,? \d{4}$/, '');

const dayLength = 86_400_000;

/** From one ISO date to another; NaN-free: what is no date is no distance. */
const daysBetween = (from: string, to: string): number => {
  const days = (Date.parse(to) - Date.parse(from)) / dayLength;
  return Number.isFinite(days) ? Math.round(days) : 0;
};
