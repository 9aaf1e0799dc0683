import type {
  Collection,
  Column,
  ColumnSettings,
  Name,
  Option,
  Person,
  Pipeline,
  Table,
  Tag,
  TagGroup,
} from '../model/index.ts';
import {
  columnTypes,
  formulaResults,
  idFromName,
  isOrderKey,
  isSystemColumn,
  outcomes,
  tableKinds,
} from '../model/index.ts';

/** Properties of one record as they stand in the document, whatever somebody wrote there. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * Readers of workspace records. Null when what makes the record one (its name) is missing or of a
 * wrong kind: then it is not shown. Other properties fall back to a sensible value.
 */
export const readTable = (id: string, p: Properties): Table | null => {
  const name = nameOf(p.name);
  if (name === null) return null;
  const kind = tableKinds.find((known) => known === p.kind) ?? 'plain';
  return { id, kind, name, key: text(p.key, id), order: orderOf(p, id), ...use(p) };
};

export const readColumn = (id: string, p: Properties): Column | null => {
  const [table, column] = id.split('/');
  const name = nameOf(p.name);
  const type = columnTypes.find((known) => known === p.type);
  if (table === undefined || column === undefined || name === null || type === undefined)
    return null;
  // Whether a row is deleted is nothing that a formula may say.
  if (isSystemColumn(column)) return null;
  return {
    id: column,
    table,
    type,
    name,
    key: text(p.key, column),
    order: orderOf(p, column),
    width: typeof p.width === 'number' ? p.width : 140,
    settings: settingsOf(p.settings),
    ...use(p),
  };
};

export const readOption = (id: string, p: Properties): Option | null => {
  const [table, column, option] = id.split('/');
  const name = nameOf(p.name);
  if (table === undefined || column === undefined || option === undefined || name === null)
    return null;
  return {
    id: option,
    table,
    column,
    name,
    order: orderOf(p, option),
    pipeline: typeof p.pipeline === 'string' ? p.pipeline : null,
    outcome: outcomes.find((known) => known === p.outcome) ?? null,
    ...paint(p),
    ...use(p),
  };
};

export const readTag = (id: string, p: Properties): Tag | null => {
  const name = nameOf(p.name);
  if (name === null) return null;
  const group = typeof p.group === 'string' ? p.group : null;
  return { id, name, group, order: orderOf(p, id), ...paint(p), ...use(p) };
};

export const readTagGroup = (id: string, p: Properties): TagGroup | null => {
  const name = nameOf(p.name);
  return name === null ? null : { id, name, order: orderOf(p, id), ...use(p) };
};

export const readPipeline = (id: string, p: Properties): Pipeline | null => {
  const name = nameOf(p.name);
  if (name === null || typeof p.table !== 'string' || typeof p.column !== 'string') return null;
  return { id, table: p.table, column: p.column, name, order: orderOf(p, id), ...use(p) };
};

export const readPerson = (id: string, p: Properties): Person | null => {
  if (typeof p.name !== 'string') return null;
  return { id, name: p.name, color: text(p.color, '#54607a'), active: p.active !== false };
};

/** How many `/`-separated parts a record's id has; the rest of a key is the property. */
export const idParts: Readonly<Record<Collection, number>> = {
  tables: 1,
  columns: 2,
  options: 3,
  tags: 1,
  tagGroups: 1,
  pipelines: 1,
  people: 1,
};

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/** Keys go between others: one that is none, as other programs may leave it, would break that. */
const orderOf = (p: Properties, id: string): string =>
  isOrderKey(p.order) ? p.order : idFromName('order', id);

const use = (p: Properties): { deletedAt: number | null } => ({
  deletedAt: typeof p.deletedAt === 'number' ? p.deletedAt : null,
});

const paint = (p: Properties): { color: string | null } => ({
  color: typeof p.color === 'string' ? p.color : null,
});

const nameOf = (value: unknown): Name | null => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return null;
  const { zh, en } = value as { zh?: unknown; en?: unknown };
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : null;
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const settingsOf = (value: unknown): ColumnSettings => {
  if (typeof value !== 'object' || value === null) return {};
  const { multiple, linkedTable, decimals, currency, formula, result, grades } = value as Record<
    string,
    unknown
  >;
  const kind = formulaResults.find((known) => known === result);
  return {
    ...(multiple === true && { multiple }),
    ...(typeof linkedTable === 'string' && { linkedTable }),
    ...(typeof decimals === 'number' && { decimals }),
    ...(typeof currency === 'string' && { currency }),
    ...(typeof formula === 'string' && { formula }),
    ...(kind !== undefined && { result: kind }),
    ...(isTexts(grades) && { grades }),
  };
};
