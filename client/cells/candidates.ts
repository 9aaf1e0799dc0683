import { type ColumnContext, columnTypeOf } from '../../shared/columns/index.ts';
import { isCalled } from '../../shared/columns/vocabulary.ts';
import {
  type CellValue,
  type Column,
  foldName,
  isEmpty,
  type Name,
  nameIn,
  spellingsOf,
} from '../../shared/model/index.ts';
import type { TableRows } from '../store/store.ts';

/** One line of the list under an open editor. */
export interface Candidate {
  readonly id: string;
  readonly text: string;
  /** What it stands for, where the text alone does not say. */
  readonly meaning?: string;
  readonly color?: string | null;
  /** True: choosing it makes the option or tag. */
  readonly makes?: boolean;
}

export interface LinkedRows {
  readonly rows: TableRows;
  readonly title: string;
}

export interface CandidateSource {
  readonly context: ColumnContext;
  /** The rows that a link column links to, and the column that is their title. */
  linkedRows(column: Column): LinkedRows | null;
  /** Words for dates in the reader's language. */
  readonly days: readonly { readonly text: string; readonly date: string }[];
}

const mostShown = 8;

/** True for columns whose editor offers a list. */
export const offersList = (column: Column): boolean =>
  ['select', 'tags', 'person', 'link', 'date'].includes(column.type);

/**
 * What the list offers for `text`: everything while nothing is typed, then what contains it,
 * beginnings first; and last, for options and tags, to make what does not exist yet.
 */
export const candidatesFor = (
  text: string,
  column: Column,
  source: CandidateSource,
): readonly Candidate[] => {
  const typed = foldName(text);
  switch (column.type) {
    case 'select':
      return withMaking(text, source.context.options(column), source.context);
    case 'tags':
      return withMaking(text, source.context.tags(), source.context);
    case 'person':
      return words(
        typed,
        source.context.people().filter(({ active }) => active),
        source.context,
      );
    case 'link':
      return linkedRows(typed, source.linkedRows(column));
    case 'date':
      return dates(text, typed, column, source);
    default:
      return [];
  }
};

interface Word {
  readonly id: string;
  readonly name: Name;
  readonly label?: Name;
  readonly color?: string | null;
}

const words = (
  typed: string,
  list: readonly Word[],
  context: ColumnContext,
): readonly Candidate[] => {
  const found = list.flatMap(({ id, name: plain, label, color }) => {
    const name = label ?? plain;
    const places = spellingsOf(name).map((spelling) => foldName(spelling).indexOf(typed));
    const place = Math.min(...places.map((at) => (at < 0 ? Number.POSITIVE_INFINITY : at)));
    if (place === Number.POSITIVE_INFINITY) return [];
    const exact = spellingsOf(name).some((spelling) => foldName(spelling) === typed);
    const candidate = { id, text: nameIn(name, context.language), color: color ?? null };
    return [{ rank: exact ? 0 : place === 0 ? 1 : 2, candidate }];
  });
  if (typed === '') return found.map(({ candidate }) => candidate);
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, mostShown)
    .map(({ candidate }) => candidate);
};

const withMaking = (
  text: string,
  list: readonly Word[],
  context: ColumnContext,
): readonly Candidate[] => {
  const found = words(foldName(text), list, context);
  const name = text.trim();
  if (name === '' || list.some((word) => isCalled(name, word))) return found;
  return [...found, { id: '', text: name, makes: true }];
};

/** Stops at the first few: a table may have a hundred thousand rows. */
const linkedRows = (typed: string, linked: LinkedRows | null): readonly Candidate[] => {
  if (linked === null) return [];
  const { rows, title } = linked;
  const read = rows.scan(title);
  const found: Candidate[] = [];
  for (let row = rows.size - 1; row >= 0 && found.length < mostShown; row--) {
    const name = read(row);
    if (typeof name !== 'string' || !rows.isListed(row)) continue;
    if (typed === '' || foldName(name).includes(typed))
      found.push({ id: rows.rowId(row), text: name });
  }
  return found;
};

const dates = (
  text: string,
  typed: string,
  column: Column,
  { context, days }: CandidateSource,
): readonly Candidate[] => {
  const type = columnTypeOf(column);
  const shown = (date: string) => type.format(date, column, context);
  const parsed = typed === '' ? null : type.parse(text, column, context);
  if (parsed?.ok && typeof parsed.value === 'string')
    return [{ id: parsed.value, text: shown(parsed.value) }];
  return days
    .filter((day) => foldName(day.text).includes(typed))
    .map((day) => ({ id: day.date, text: day.text, meaning: shown(day.date) }));
};

/** What an editor starts with: the cell as it would be typed. */
export const typedForm = (value: CellValue, column: Column, context: ColumnContext): string =>
  isEmpty(value) ? '' : columnTypeOf(column).copy(value, column, context);
