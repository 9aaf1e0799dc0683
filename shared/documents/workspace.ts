import type * as Y from 'yjs';
import { directoryOf } from '../columns/named.ts';
import {
  asStages,
  type Collection,
  type Column,
  collections,
  type Option,
  type Person,
  type Pipeline,
  pipelinesOf,
  type SetRecord,
  type Table,
  type Tag,
  type TagGroup,
} from '../model/index.ts';
import { metaMap } from './names.ts';
import {
  idParts,
  type Properties,
  readColumn,
  readOption,
  readPerson,
  readPipeline,
  readTable,
  readTag,
  readTagGroup,
} from './records.ts';

/** The workspace document: what tables there are and the words that everyone shares. */
export interface Workspace {
  readonly doc: Y.Doc;
  readonly generation: number | null;
  /** IANA name, said by the server: in it begins the day that formulas call TODAY. */
  readonly timeZone: string;
  /** Applies commands in one transaction, and tells how to take back what still stands. */
  apply(commands: readonly SetRecord[], origin: unknown): AppliedRecords;
  observe(listener: (update: WorkspaceUpdate) => void): () => void;
  /** Lists are in order, without what is out of use, and the same object until one changes. */
  tables(): readonly Table[];
  columns(table: string): readonly Column[];
  /** By pipeline, told apart by labels where stages of several share a name. */
  options(table: string, column: string): readonly Option[];
  tags(): readonly Tag[];
  tagGroups(): readonly TagGroup[];
  pipelines(): readonly Pipeline[];
  people(): readonly Person[];
  /** What was taken out of use and can be brought back, the latest first. */
  binnedTables(): readonly Table[];
  binnedColumns(table: string): readonly Column[];
  /** Single records are found out of use too: old cells still name them. */
  table(id: string): Table | undefined;
  column(table: string, column: string): Column | undefined;
  option(table: string, column: string, option: string): Option | undefined;
  tag(id: string): Tag | undefined;
  pipeline(id: string): Pipeline | undefined;
  person(id: string): Person | undefined;
}

export interface WorkspaceUpdate {
  readonly records: readonly RecordAddress[];
  readonly origin: unknown;
  readonly local: boolean;
}

export interface RecordAddress {
  readonly collection: Collection;
  readonly id: string;
}

export interface AppliedRecords {
  readonly inverse: readonly SetRecord[];
  /** What was written, with what stood there before: the journal keeps this. */
  readonly written: readonly SetRecord[];
}

export const openWorkspace = (doc: Y.Doc): Workspace => {
  const maps = Object.fromEntries(
    collections.map((collection) => [collection, doc.getMap(collection)]),
  ) as Record<Collection, Y.Map<unknown>>;
  const listeners = new Set<(update: WorkspaceUpdate) => void>();
  const read = createRecordCache(maps);
  let changed = new Map<string, RecordAddress>();

  for (const collection of collections)
    maps[collection].observe((event) => {
      read.forget(collection);
      for (const key of event.keysChanged) {
        const id = key === null ? null : recordId(collection, key);
        if (id !== null) changed.set(`${collection}:${id}`, { collection, id });
      }
    });

  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    if (changed.size === 0) return;
    const records = [...changed.values()];
    changed = new Map();
    for (const listener of listeners)
      listener({ records, origin: transaction.origin, local: transaction.local });
  });

  const options = createStageLists(
    (table, column) => read.list('options', `${table}/${column}/`, readOption),
    () => read.list('pipelines', '', readPipeline),
  );

  return {
    doc,
    get generation() {
      const generation = doc.getMap(metaMap).get('generation');
      return typeof generation === 'number' ? generation : null;
    },
    get timeZone() {
      const zone = doc.getMap(metaMap).get('timeZone');
      return typeof zone === 'string' ? zone : 'UTC';
    },
    apply: (commands, origin) => {
      const inverse: SetRecord[] = [];
      const written: SetRecord[] = [];
      doc.transact(() => {
        for (const command of commands) {
          const done = setRecord(maps[command.collection], command);
          if (done === null) continue;
          inverse.unshift(done.inverse);
          written.push(done.written);
        }
      }, origin);
      return { inverse, written };
    },
    observe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tables: () => read.list('tables', '', readTable),
    columns: (table) => read.list('columns', `${table}/`, readColumn),
    options,
    tags: () => read.list('tags', '', readTag),
    tagGroups: () => read.list('tagGroups', '', readTagGroup),
    pipelines: () => read.list('pipelines', '', readPipeline),
    people: () => read.list('people', '', readPerson),
    binnedTables: () => read.binned('tables', '', readTable),
    binnedColumns: (table) => read.binned('columns', `${table}/`, readColumn),
    table: (id) => read.one('tables', id, readTable),
    column: (table, column) => read.one('columns', `${table}/${column}`, readColumn),
    option: (table, column, option) =>
      directoryOf(options(table, column)).get(option) ??
      read.one('options', `${table}/${column}/${option}`, readOption),
    tag: (id) => read.one('tags', id, readTag),
    pipeline: (id) => read.one('pipelines', id, readPipeline),
    person: (id) => read.one('people', id, readPerson),
  };
};

/** The record that a map key belongs to, or null for keys that no program of ours writes. */
const recordId = (collection: Collection, key: string): string | null => {
  const parts = key.split('/');
  const count = idParts[collection];
  return parts.length === count + 1 ? parts.slice(0, count).join('/') : null;
};

const setRecord = (
  map: Y.Map<unknown>,
  command: SetRecord,
): { inverse: SetRecord; written: SetRecord } | null => {
  const { id, collection } = command;
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const isNew = !map.has(`${id}/name`);
  for (const [property, value] of Object.entries(command.properties)) {
    const found = map.get(`${id}/${property}`) ?? null;
    if (command.was !== undefined && !sameJson(found, command.was[property] ?? null)) continue;
    if (sameJson(found, value)) continue;
    map.set(`${id}/${property}`, value);
    before[property] = found;
    after[property] = value;
  }
  if (Object.keys(after).length === 0) return null;
  const record = { type: 'setRecord', collection, id } as const;
  return {
    written: { ...record, properties: after, was: before },
    inverse: isNew
      ? { ...record, properties: { deletedAt: 0 }, was: { deletedAt: after.deletedAt ?? null } }
      : { ...record, properties: before, was: after },
  };
};

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Options as stages of their pipelines; the same list until an option or a pipeline changes. */
const createStageLists = (
  optionsOf: (table: string, column: string) => readonly Option[],
  pipelines: () => readonly Pipeline[],
): Workspace['options'] => {
  const made = new WeakMap<
    readonly Option[],
    { readonly from: readonly Pipeline[]; readonly list: readonly Option[] }
  >();
  return (table, column) => {
    const [plain, from] = [optionsOf(table, column), pipelines()];
    const known = made.get(plain);
    if (known?.from === from) return known.list;
    const list = asStages(plain, pipelinesOf(from, table, column));
    made.set(plain, { from, list });
    return list;
  };
};

interface Ordered {
  readonly order?: string;
  readonly id: string;
  readonly deletedAt?: number | null;
}

/** Reads records from their flat entries once, and again only after their collection changed. */
const createRecordCache = (maps: Record<Collection, Y.Map<unknown>>) => {
  const properties = new Map<Collection, Map<string, Record<string, unknown>>>();
  const lists = new Map<string, unknown>();
  const single = new Map<string, unknown>();

  const propertiesOf = (collection: Collection): Map<string, Record<string, unknown>> => {
    const known = properties.get(collection);
    if (known !== undefined) return known;
    const found = new Map<string, Record<string, unknown>>();
    for (const [key, value] of maps[collection].entries()) {
      const id = recordId(collection, key);
      if (id === null) continue;
      const record = found.get(id) ?? {};
      record[key.slice(id.length + 1)] = value;
      found.set(id, record);
    }
    properties.set(collection, found);
    return found;
  };

  const one = <T>(collection: Collection, id: string, read: ReadRecord<T>): T | undefined => {
    const key = `${collection}:${id}`;
    if (!single.has(key)) {
      const found = propertiesOf(collection).get(id);
      single.set(key, found === undefined ? null : read(id, found));
    }
    return (single.get(key) as T | null) ?? undefined;
  };

  const listed = <T extends Ordered>(
    key: string,
    collection: Collection,
    prefix: string,
    read: ReadRecord<T>,
    keep: (record: T) => boolean,
    order: (a: T, b: T) => number,
  ): readonly T[] => {
    const known = lists.get(key);
    if (known !== undefined) return known as readonly T[];
    const found = [...propertiesOf(collection).keys()]
      .filter((id) => id.startsWith(prefix))
      .flatMap((id) => one(collection, id, read) ?? [])
      .filter(keep)
      .sort(order);
    lists.set(key, found);
    return found;
  };

  return {
    one,
    list: <T extends Ordered>(collection: Collection, prefix: string, read: ReadRecord<T>) =>
      listed(`${collection}:${prefix}`, collection, prefix, read, isInUse, byOrder),
    binned: <T extends Ordered>(collection: Collection, prefix: string, read: ReadRecord<T>) =>
      listed(`${collection}:bin:${prefix}`, collection, prefix, read, not(isInUse), latestFirst),
    forget: (collection: Collection): void => {
      properties.delete(collection);
      for (const cache of [lists, single])
        for (const key of cache.keys()) if (key.startsWith(`${collection}:`)) cache.delete(key);
    },
  };
};

type ReadRecord<T> = (id: string, properties: Properties) => T | null;

const isInUse = ({ deletedAt }: Ordered): boolean => (deletedAt ?? null) === null;

const not =
  <T>(is: (value: T) => boolean) =>
  (value: T): boolean =>
    !is(value);

const latestFirst = (a: Ordered, b: Ordered): number => (b.deletedAt ?? 0) - (a.deletedAt ?? 0);

const byOrder = (a: Ordered, b: Ordered): number => {
  const left = a.order ?? a.id;
  const right = b.order ?? b.id;
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};
