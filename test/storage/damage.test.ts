import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LogDamaged, SegmentDamaged } from '../../server/storage/errors.ts';
import type { SqliteStorage } from '../../server/storage/sqlite/index.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { appendMany, bytes, entry, ledger, rebuilt } from './entries.ts';
import { temporaryFolder } from './temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let storage: SqliteStorage;

beforeEach(async () => {
  folder = await temporaryFolder();
  storage = await openSqliteStorage(folder.path);
});
afterEach(async () => {
  await storage.close();
  await folder.remove();
});

const inLog = (statement: string) => sql.raw(statement).execute(storage.files.log.writer);
const inBlobs = (statement: string) => sql.raw(statement).execute(storage.files.blobs.writer);
const flip = "x'ff'";

const damageOf = async (): Promise<LogDamaged> => {
  const error = await storage.log.load(ledger).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LogDamaged);
  return error as LogDamaged;
};

describe('damage without a snapshot', () => {
  beforeEach(() => appendMany(storage.log, 1, 5));

  test.each([
    ['bytes of an update', `update updates set bytes = ${flip} where seq = 3`, 3, 'updateChecksum'],
    ['its checksum', `update updates set checksum = ${flip} where seq = 3`, 3, 'updateChecksum'],
    ['a missing update', 'delete from updates where seq = 3', 3, 'gap'],
    ['the first one missing', 'delete from updates where seq = 1', 1, 'gap'],
    ['the last one missing', 'delete from updates where seq = 5', 5, 'gap'],
    ['all missing', 'delete from updates', 5, 'gap'],
    ['an update under another seq', 'update updates set seq = 9 where seq = 5', 9, 'head'],
    [
      'an update of a later generation',
      'update updates set generation = 2 where seq = 5',
      0,
      'head',
    ],
    ['an update under another name', "update updates set document = 'x' where seq = 5", 5, 'gap'],
    ['a head that points back', 'update heads set seq = 4', 4, 'head'],
    ['a head of another generation', 'update heads set generation = 2', 5, 'head'],
    ['a missing head', 'delete from heads', 0, 'head'],
  ])('STORAGE-14: %s is found, and named', async (_, statement, seq, reason) => {
    await inLog(statement);
    expect(await damageOf()).toMatchObject({ document: ledger, seq, reason });
  });

  test('STORAGE-14: two updates that changed places are found', async () => {
    await inLog('update updates set seq = -1 where seq = 2');
    await inLog('update updates set seq = 2 where seq = 3');
    await inLog('update updates set seq = 3 where seq = -1');
    expect(await damageOf()).toMatchObject({ seq: 3, reason: 'updateChecksum' });
  });

  test('STORAGE-14: any one flipped bit in any update is found', async () => {
    const places = fc.record({ seq: fc.integer({ min: 1, max: 5 }), bit: fc.nat(8 * 8 - 1) });
    const original = await storage.files.log.reader
      .selectFrom('updates')
      .select(['seq', 'bytes'])
      .execute();
    await fc.assert(
      fc.asyncProperty(places, async ({ seq, bit }) => {
        const intact = original.find((row) => row.seq === seq)!.bytes;
        const flipped = Uint8Array.from(intact);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        const write = (content: Uint8Array) =>
          storage.files.log.writer
            .updateTable('updates')
            .set({ bytes: Buffer.from(content) })
            .where('seq', '=', seq)
            .execute();
        await write(flipped);
        expect(await damageOf()).toMatchObject({ seq, reason: 'updateChecksum' });
        await write(intact);
        expect(await rebuilt(storage.log)).toHaveLength(5);
      }),
      { numRuns: 40 },
    );
  });

  test('a damaged client binding leaves that client to nobody', async () => {
    await storage.log.append(entry(6, { clients: [{ client: 7, user: 'ada' }] }));
    await inLog(`update bindings set "user" = 'eve'`);
    const stored = await storage.log.load(ledger);
    expect(stored?.clients).toEqual(new Map([[7, null]]));
    expect(stored?.survived).toEqual([{ seq: 0, reason: 'bindingChecksum' }]);
  });
});

describe('damage with snapshots', () => {
  beforeEach(async () => {
    await appendMany(storage.log, 1, 2);
    await storage.log.snapshot(ledger, 1, 2, bytes('state 2'));
    await appendMany(storage.log, 3, 4);
    await storage.log.snapshot(ledger, 1, 4, bytes('state 4'));
    await appendMany(storage.log, 5, 6);
  });

  const survivors = async () => (await storage.log.load(ledger))?.survived;

  test('the log is kept from the older snapshot on', async () => {
    const rows = await storage.files.log.reader.selectFrom('updates').select('seq').execute();
    expect(rows.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
  });

  test('STORAGE-15: a damaged newest snapshot is replaced by the older one and the log', async () => {
    await inBlobs(`update snapshots set bytes = ${flip} where seq = 4`);
    const whole = ['state 2', 'update 3', 'update 4', 'update 5', 'update 6'];
    expect(await rebuilt(storage.log)).toEqual(whole);
    expect(await survivors()).toEqual([{ seq: 4, reason: 'snapshotChecksum' }]);
  });

  test('STORAGE-15: a snapshot under another seq is not believed', async () => {
    await inBlobs('update snapshots set seq = 5 where seq = 4');
    expect(await survivors()).toEqual([{ seq: 5, reason: 'snapshotChecksum' }]);
  });

  test('STORAGE-15: damage before the newest snapshot does no harm, and is reported', async () => {
    await inLog(`update updates set bytes = ${flip} where seq = 3`);
    await inBlobs(`update snapshots set bytes = ${flip} where seq = 2`);
    expect(await rebuilt(storage.log)).toEqual(['state 4', 'update 5', 'update 6']);
    expect(await survivors()).toEqual([
      { seq: 2, reason: 'snapshotChecksum' },
      { seq: 3, reason: 'updateChecksum' },
    ]);
  });

  test('STORAGE-15: a snapshot that vanished is made up for by the other', async () => {
    await inBlobs('delete from snapshots where seq = 4');
    expect(await rebuilt(storage.log)).toHaveLength(5);
    expect(await survivors()).toEqual([{ seq: 2, reason: 'gap' }]);
  });

  test.each([
    ['after both snapshots', [`update updates set bytes = ${flip} where seq = 5`], 5],
    ['in both snapshots', [], 2],
  ])('STORAGE-14: damage %s is refused', async (where, statements, seq) => {
    for (const statement of statements) await inLog(statement);
    if (where === 'in both snapshots') await inBlobs(`update snapshots set bytes = ${flip}`);
    expect(await damageOf()).toMatchObject({ seq });
  });

  test('STORAGE-14: a document of which only snapshots are left is damaged, not new', async () => {
    await inLog('delete from heads');
    await inLog('delete from updates');
    expect(await damageOf()).toMatchObject({ reason: 'head' });
  });
});

describe('a damaged event', () => {
  test('that cannot be read any more is named', async () => {
    const event = { changes: [], conflicts: [], layer: null };
    await storage.log.append(entry(1, { event }));
    await inLog("update events set body = '{'");
    await expect(storage.log.eventsAfter(0, 10)).rejects.toBeInstanceOf(LogDamaged);
  });

  const event = (layer: string) => ({ changes: [], conflicts: [], layer });

  test.each([
    ['another text', `update events set body = replace(body, 'layer', 'lager') where id = 3`, 3],
    ['another author', `update events set "by" = 'eve' where id = 3`, 3],
    ['another time', 'update events set at = at + 1 where id = 3', 3],
    ['another document', `update events set document = 'workspace' where id = 3`, 5],
    ['an event that vanished', 'delete from events where id = 3', 5],
    ['the last one gone', 'delete from events where id = 5', 5],
    ['all gone', 'delete from events', 5],
  ])('STORAGE-24: %s is found, and named; pages behind it go on', async (_, statement, found) => {
    for (let seq = 1; seq <= 3; seq++) {
      await storage.log.append(entry(seq, { event: event(`north ${seq}`) }));
      await storage.log.append(
        entry(seq, { document: 'workspace', event: event(`workspace ${seq}`) }),
      );
    }
    expect(await storage.log.events(ledger, { after: 0, limit: 10 })).toHaveLength(3);
    expect(await storage.log.events(ledger, { after: 1, limit: 1 })).toHaveLength(1);
    expect(await storage.log.eventsAfter(0, 10)).toHaveLength(6);
    await inLog(statement);
    const page = (after: number) => storage.log.events(ledger, { after, limit: 10 });
    await expect(page(0)).rejects.toMatchObject({ seq: found, reason: 'event' });
    await expect(storage.log.eventsAfter(0, 10)).rejects.toBeInstanceOf(LogDamaged);
    expect(await page(5)).toEqual([]);
  });

  test.each([
    [
      'another state vector',
      "update closedGenerations set stateVector = x'01' where generation = 2",
      2,
    ],
    ['a missing one', 'delete from closedGenerations where generation = 1', 2],
    ['the last one missing', 'delete from closedGenerations where generation = 2', 1],
    ['all missing', 'delete from closedGenerations', 3],
  ])('STORAGE-25: of closed generations %s is found', async (_, statement, seq) => {
    await storage.log.append(entry(1));
    for (const generation of [2, 3])
      await storage.log.startGeneration(ledger, {
        generation,
        finalStateVector: bytes(`vector ${generation - 1}`),
        state: bytes('state'),
        at: 0,
      });
    expect((await storage.log.load(ledger))?.closed).toHaveLength(2);
    await inLog(statement);
    expect(await damageOf()).toMatchObject({ seq, reason: 'closedGeneration' });
    await expect(storage.log.finalStateVector(ledger, 1)).rejects.toBeInstanceOf(LogDamaged);
  });
});

describe('a damaged segment', () => {
  test('STORAGE-16: is refused, and healed by bringing the bytes again', async () => {
    const { hash } = await storage.blobs.putSegment('north', bytes('columns'));
    const other = await storage.blobs.putSegment('north', bytes('other columns'));
    for (const damaged of [flip, `(select bytes from segments where hash = '${other.hash}')`]) {
      await inBlobs(`update segments set bytes = ${damaged} where hash = '${hash}'`);
      await expect(storage.blobs.segment(hash)).rejects.toBeInstanceOf(SegmentDamaged);
    }
    await storage.blobs.putSegment('south', bytes('columns'));
    expect(await storage.blobs.segment(hash)).not.toBeNull();
  });
});
