import type { ColumnContext } from '../../shared/columns/index.ts';
import type {
  Column,
  ColumnSettings,
  ColumnTypeId,
  Name,
  Option,
  Person,
  Tag,
} from '../../shared/model/index.ts';

export const column = (type: ColumnTypeId, settings: ColumnSettings = {}): Column => ({
  id: 'c',
  table: 'customers',
  type,
  key: 'c',
  name: 'c',
  order: 'V',
  width: 100,
  deletedAt: null,
  settings,
});

export const option = (id: string, name: Name, deletedAt: number | null = null): Option => ({
  id,
  table: 'customers',
  column: 'c',
  name,
  order: id,
  color: null,
  pipeline: null,
  outcome: null,
  deletedAt,
});

export const tag = (id: string, name: string, deletedAt: number | null = null): Tag => ({
  id,
  name,
  group: null,
  order: id,
  color: null,
  deletedAt,
});

export const person = (id: string, name: string, active = true): Person => ({
  id,
  name,
  color: '#7a4fb5',
  active,
});

/** Row ids that differ in the last digit. */
export const row = (digit: string): string => `01JD000000000000000000000${digit}`;

export interface Surroundings {
  readonly language?: 'zh' | 'en';
  readonly options?: readonly Option[];
  readonly tags?: readonly Tag[];
  readonly people?: readonly Person[];
  /** Titles of the rows of every linked table, by row id. */
  readonly titles?: Readonly<Record<string, string>>;
}

/** A workspace around a cell, on 21 November 2026. */
export const contextOf = ({
  language = 'zh',
  options = [],
  tags = [],
  people = [],
  titles = {},
}: Surroundings = {}): ColumnContext => {
  const optionsInUse = options.filter(({ deletedAt }) => deletedAt === null);
  const tagsInUse = tags.filter(({ deletedAt }) => deletedAt === null);
  return {
    language,
    today: '2026-11-21',
    options: () => optionsInUse,
    option: (_column, id) => options.find((known) => known.id === id),
    tags: () => tagsInUse,
    tag: (id) => tags.find((known) => known.id === id),
    people: () => people,
    rowTitle: (_table, id) => titles[id] ?? null,
    rowsByTitle: (_table, title) => Object.keys(titles).filter((id) => titles[id] === title),
  };
};
