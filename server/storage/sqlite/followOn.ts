import type { IGenericSqlite } from 'kysely-generic-sqlite';
import { sqliteExecutor } from './executor.ts';

/** Paths of the two files that belong together. */
export interface FilePair {
  readonly log: string;
  readonly blobs: string;
}

/**
 * Brings copies of the two files, made a while ago, to where the files are now, by copying what
 * was added since; what was trimmed there may stay here. It all happens in one moment of the log,
 * and the blobs are read right after it, when everything that the log names is there. Answers that
 * moment, in ms since 1970.
 */
export const followOn = async (copy: FilePair, live: FilePair): Promise<number> => {
  const file = await sqliteExecutor(copy.log);
  const run = async (text: string, ...parameters: string[]): Promise<void> =>
    void (await file.query(false, text, parameters));
  try {
    await run('pragma busy_timeout = 5000');
    await run('attach ? as copyBlobs', copy.blobs);
    await run('attach ? as live', live.log);
    await run('attach ? as liveBlobs', live.blobs);
    await run('begin');
    await readFirst(file);
    const at = Date.now();
    for (const statement of statements(await tablesIn(file))) await run(statement);
    await run('commit');
    return at;
  } finally {
    await file.close();
  }
};

/** A transaction takes hold of each file when it first reads it. */
const readFirst = async (file: IGenericSqlite): Promise<void> => {
  for (const name of ['live', 'liveBlobs'])
    await file.query(true, `select count(*) from ${name}.sqlite_master`, []);
};

/** Small, and changed in place. Those that others refer to come first. */
const replaced = ['users', 'ledgers', 'members', 'links', 'sessions', 'tokens', 'restores'];

const small = (tables: ReadonlySet<string>): string[] =>
  replaced.filter((table) => tables.has(table));

const ofChanged = 'where document in (select document from moved)';

/** Files that an earlier version of the program made may lack some. */
const tablesIn = async (file: IGenericSqlite): Promise<ReadonlySet<string>> => {
  const text = `
    select name from live.sqlite_master where type = 'table'
    union all select name from liveBlobs.sqlite_master where type = 'table'`;
  const { rows } = await file.query(true, text, []);
  return new Set((rows as { name: string }[]).map(({ name }) => name));
};

const statements = (tables: ReadonlySet<string>): readonly string[] => [
  `create temp table moved as
     select now.document, now.generation,
            case when known.generation = now.generation then known.seq else 0 end as knownSeq
     from live.heads as now left join main.heads as known on known.document = now.document
     where known.document is null
        or known.generation <> now.generation
        or known.seq <> now.seq`,
  `insert or replace into main.updates
     select added.* from moved join live.updates as added
       on added.document = moved.document
      and added.generation = moved.generation
      and added.seq > moved.knownSeq`,
  `insert or replace into main.heads
     select now.* from moved join live.heads as now on now.document = moved.document`,
  ...['bindings', 'closedGenerations', 'commands'].map(
    (table) => `insert or ignore into main.${table} select * from live.${table} ${ofChanged}`,
  ),
  `insert into main.events
     select * from live.events where id > (select ifnull(max(id), 0) from main.events)`,
  ...small(tables)
    .toReversed()
    .map((table) => `delete from main.${table}`),
  ...small(tables).map((table) => `insert into main.${table} select * from live.${table}`),
  `delete from copyBlobs.snapshots ${ofChanged}`,
  `insert into copyBlobs.snapshots select * from liveBlobs.snapshots ${ofChanged}`,
  `insert into copyBlobs.segments select * from liveBlobs.segments
     where hash not in (select hash from copyBlobs.segments)`,
  'insert or ignore into copyBlobs.ledgerSegments select * from liveBlobs.ledgerSegments',
  ...(tables.has('unusedSegments')
    ? [
        'delete from copyBlobs.unusedSegments',
        'insert into copyBlobs.unusedSegments select * from liveBlobs.unusedSegments',
      ]
    : []),
];
