import { isIsoDate } from '../../shared/columns/dateText.ts';
import { type CellValue, type Column, isEmpty } from '../../shared/model/index.ts';

/** Reads a cell of a row; rows are given by number. */
type ReadCell = (row: number, column: string) => CellValue;

/** What is won of these deals: the sum of amounts at stages with that outcome. */
export const wonAmount = (
  deals: readonly number[],
  read: ReadCell,
  stage: Column,
  amount: Column,
  isWon: (option: string) => boolean,
): number => {
  let sum = 0;
  for (const deal of deals) {
    const at = read(deal, stage.id);
    const value = read(deal, amount.id);
    if (typeof at === 'string' && isWon(at) && typeof value === 'number') sum += value;
  }
  return sum;
};

export interface Contact {
  /** ISO date of the latest contact up to today; null when there was none. */
  readonly last: string | null;
  readonly next: NextStep | null;
}

export interface NextStep {
  readonly row: number;
  readonly date: string;
  readonly step: string;
}

/**
 * When a customer was contacted last, and what is due next: the earliest next step on or after
 * whose day nobody has contacted them. A contact before its day does not settle a step.
 */
export const contactOf = (followUps: readonly number[], read: ReadCell, today: string): Contact => {
  let last: string | null = null;
  for (const row of followUps) {
    const date = read(row, 'date');
    if (isIsoDate(date) && date <= today && (last === null || date > last)) last = date;
  }
  let next: NextStep | null = null;
  for (const row of followUps) {
    const date = read(row, 'nextDate');
    if (!isIsoDate(date) || (last !== null && date <= last)) continue;
    if (next !== null && date >= next.date) continue;
    const step = read(row, 'nextStep');
    next = { row, date, step: isEmpty(step) || typeof step !== 'string' ? '' : step };
  }
  return { last, next };
};

const day = 86_400_000;

/** Whole days from one ISO date to another; negative when `to` lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / day);
