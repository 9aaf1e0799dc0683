import { describe, expect, test } from 'vitest';
import { OutOfStep } from '../../server/storage/errors.ts';
import type { EventBody, LogStore } from '../../server/storage/port.ts';
import type { Change } from '../../shared/model/index.ts';
import { appendMany, bytes, entry, ledger, rebuilt, text } from './entries.ts';

const renamed: EventBody = {
  changes: [{ table: 'customers', row: 'r1', column: 'name', before: null, after: '张伟' }],
  conflicts: [{ table: 'customers', row: 'r1', column: 'name', kept: '张伟', overruled: '张玮' }],
  layer: null,
};

export const logContract = (log: () => LogStore): void => {
  describe('the log', () => {
    test('STORAGE-1: what was appended is loaded, in order', async () => {
      await appendMany(log(), 1, 3);
      expect(await rebuilt(log())).toEqual(['update 1', 'update 2', 'update 3']);
      expect(await log().load(ledger)).toMatchObject({ generation: 1, seq: 3, survived: [] });
    });

    test('a document that was never stored is null, not empty', async () => {
      expect(await log().load('ledger/never')).toBeNull();
    });

    test('documents do not mix', async () => {
      await log().append(entry(1));
      await log().append(entry(1, { document: 'workspace', update: bytes('tables') }));
      expect(await rebuilt(log(), 'workspace')).toEqual(['tables']);
      expect(await rebuilt(log())).toEqual(['update 1']);
    });

    test('STORAGE-21: says how far the documents of one beginning have come', async () => {
      await appendMany(log(), 1, 3);
      for (const document of ['note/a/1', 'note/b/2', 'notes', 'note', 'note0'])
        await log().append(entry(1, { document }));
      await log().append(entry(2, { document: 'note/b/2' }));
      const heads = await log().heads('note/');
      expect([...heads].sort((a, b) => (a.document < b.document ? -1 : 1))).toEqual([
        { document: 'note/a/1', generation: 1, seq: 1 },
        { document: 'note/b/2', generation: 1, seq: 2 },
      ]);
      expect(await log().heads('ledger/none')).toEqual([]);
    });

    test.each([
      ['a gap', { seq: 3 }],
      ['a seq that is taken', { seq: 1 }],
      ['another generation', { seq: 2, generation: 2 }],
    ])('STORAGE-2: %s is refused and stores nothing', async (_, wrong) => {
      await log().append(entry(1));
      await expect(log().append(entry(2, wrong))).rejects.toBeInstanceOf(OutOfStep);
      expect(await rebuilt(log())).toEqual(['update 1']);
    });

    test('STORAGE-2: a document begins at generation 1, seq 1', async () => {
      await expect(log().append(entry(2))).rejects.toBeInstanceOf(OutOfStep);
      await expect(log().append(entry(1, { generation: 2 }))).rejects.toBeInstanceOf(OutOfStep);
      expect(await log().load(ledger)).toBeNull();
    });

    test('STORAGE-3: one wrong entry does not disturb those committed with it', async () => {
      const outcomes = await Promise.allSettled([
        log().append(entry(1)),
        log().append(entry(9)),
        log().append(entry(2)),
        log().append(entry(1, { document: 'workspace' })),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      expect(await rebuilt(log())).toEqual(['update 1', 'update 2']);
    });

    test('a client id stays with the user who brought it first', async () => {
      await log().append(
        entry(1, {
          clients: [
            { client: 4_294_967_295, user: 'ada' },
            { client: 7, user: null },
          ],
        }),
      );
      await log().append(entry(2, { clients: [{ client: 7, user: 'eve' }] }));
      expect((await log().load(ledger))?.clients).toEqual(
        new Map([
          [4_294_967_295, 'ada'],
          [7, null],
        ]),
      );
    });

    test('command ids are known to their document once they are stored', async () => {
      await log().append(entry(1, { commandIds: ['a', 'b'] }));
      await log().append(entry(2, { commandIds: ['b', 'c'] }));
      expect(await log().knownCommands(ledger, ['a', 'c', 'x'])).toEqual(new Set(['a', 'c']));
      expect(await log().knownCommands('workspace', ['a'])).toEqual(new Set());
      expect(await log().knownCommands(ledger, [])).toEqual(new Set());
    });
  });

  describe('events', () => {
    test('STORAGE-4: ids rise by one across documents, and events come back as they were', async () => {
      const first = await log().append(entry(1, { event: renamed }));
      const none = await log().append(entry(2));
      const second = await log().append(entry(1, { document: 'workspace', event: renamed }));
      expect([first.eventId, none.eventId, second.eventId]).toEqual([1, null, 2]);
      expect(await log().lastEventId()).toBe(2);
      expect(await log().eventsAfter(0, 10)).toEqual([
        { id: 1, document: ledger, at: entry(1).at, by: 'ada', ...renamed },
        { id: 2, document: 'workspace', at: entry(1).at, by: 'ada', ...renamed },
      ]);
    });

    test('are read in pages, of all documents or of one', async () => {
      for (let seq = 1; seq <= 5; seq++) await log().append(entry(seq, { event: renamed }));
      await log().append(entry(1, { document: 'workspace', event: renamed }));
      const ids = (events: readonly { id: number }[]) => events.map(({ id }) => id);
      expect(ids(await log().eventsAfter(2, 2))).toEqual([3, 4]);
      expect(ids(await log().events(ledger, { after: 3, limit: 10 }))).toEqual([4, 5]);
      expect(ids(await log().events('workspace', { after: 0, limit: 10 }))).toEqual([6]);
    });

    test('STORAGE-19: a page of events is bounded in bytes too, and none is left out', async () => {
      const long: EventBody = {
        ...renamed,
        changes: [{ ...renamed.changes[0]!, after: '张'.repeat(500_000) } as Change],
      };
      for (let seq = 1; seq <= 7; seq++) await log().append(entry(seq, { event: long }));
      for (const page of [
        (after: number) => log().events(ledger, { after, limit: 1_000 }),
        (after: number) => log().eventsAfter(after, 1_000),
      ]) {
        expect((await page(0)).map(({ id }) => id)).toEqual([1, 2]);
        expect((await page(2)).map(({ id }) => id)).toEqual([3, 4]);
        expect((await page(6)).map(({ id }) => id)).toEqual([7]);
        expect(await page(7)).toEqual([]);
      }
      const larger = { ...long, changes: [...long.changes, ...long.changes, ...long.changes] };
      await log().append(entry(8, { event: larger }));
      expect((await log().eventsAfter(7, 1_000)).map(({ id }) => id)).toEqual([8]);
    });

    test('there are none at first', async () => {
      expect(await log().lastEventId()).toBe(0);
      expect(await log().eventsAfter(0, 10)).toEqual([]);
    });
  });

  describe('snapshots', () => {
    test('STORAGE-5: loading takes the newest snapshot and the updates after it', async () => {
      await appendMany(log(), 1, 4);
      await log().snapshot(ledger, 1, 2, bytes('state 2'));
      expect(await rebuilt(log())).toEqual(['state 2', 'update 3', 'update 4']);
      await log().snapshot(ledger, 1, 4, bytes('state 4'));
      expect(await rebuilt(log())).toEqual(['state 4']);
      await log().append(entry(5));
      await log().snapshot(ledger, 1, 5, bytes('state 5'));
      await log().append(entry(6));
      expect(await rebuilt(log())).toEqual(['state 5', 'update 6']);
      expect(await log().load(ledger)).toMatchObject({ seq: 6, survived: [] });
    });

    test('one may be stored again at the same place', async () => {
      await log().append(entry(1));
      await log().snapshot(ledger, 1, 1, bytes('once'));
      await log().snapshot(ledger, 1, 1, bytes('twice'));
      expect(await rebuilt(log())).toEqual(['twice']);
    });

    test('of what was never appended, or of a closed generation, are refused', async () => {
      await log().append(entry(1));
      const snapshots = [
        [ledger, 1, 2],
        [ledger, 2, 1],
        ['ledger/never', 1, 1],
      ] as const;
      for (const [document, generation, seq] of snapshots)
        await expect(
          log().snapshot(document, generation, seq, bytes('state')),
        ).rejects.toBeInstanceOf(OutOfStep);
    });
  });

  describe('generations', () => {
    const next = {
      generation: 2,
      finalStateVector: bytes('vector'),
      state: bytes('folded'),
      at: 1_700_000_000_000,
    };

    test('STORAGE-6: the next generation begins with its state as update 1', async () => {
      await log().append(entry(1, { clients: [{ client: 7, user: 'ada' }], commandIds: ['a'] }));
      await log().snapshot(ledger, 1, 1, bytes('state 1'));
      await log().startGeneration(ledger, next);
      await expect(log().append(entry(2))).rejects.toBeInstanceOf(OutOfStep);
      await log().append(entry(2, { generation: 2 }));

      expect(await rebuilt(log())).toEqual(['folded', 'update 2']);
      const stored = await log().load(ledger);
      expect(stored).toMatchObject({ generation: 2, seq: 2, snapshot: null });
      expect(stored?.clients).toEqual(new Map());
      expect(text((await log().finalStateVector(ledger, 1))!)).toBe('vector');
      expect(await log().finalStateVector(ledger, 2)).toBeNull();
      expect(await log().knownCommands(ledger, ['a'])).toEqual(new Set(['a']));
    });

    test('STORAGE-6: loading tells the state vectors of all that were closed, oldest first', async () => {
      await log().append(entry(1));
      expect((await log().load(ledger))?.closed).toEqual([]);
      for (const generation of [2, 3, 4])
        await log().startGeneration(ledger, {
          ...next,
          generation,
          finalStateVector: bytes(`vector ${generation - 1}`),
        });
      const closed = (await log().load(ledger))?.closed.map(text);
      expect(closed).toEqual(['vector 1', 'vector 2', 'vector 3']);
    });

    test('a document may begin with a state that the server made', async () => {
      await log().startGeneration(ledger, {
        ...next,
        generation: 1,
        finalStateVector: null,
        state: bytes('seeded'),
      });
      await log().append(entry(2));
      expect(await rebuilt(log())).toEqual(['seeded', 'update 2']);
    });

    test('only the very next one may begin', async () => {
      await log().append(entry(1));
      for (const generation of [1, 3])
        await expect(log().startGeneration(ledger, { ...next, generation })).rejects.toBeInstanceOf(
          OutOfStep,
        );
      expect(await rebuilt(log())).toEqual(['update 1']);
    });

    test('STORAGE-22: a leap may leave generations out, and keeps to the rules otherwise', async () => {
      await log().append(entry(1));
      const leap = { ...next, generation: 9, isLeap: true } as const;
      for (const generation of [0, 1])
        await expect(log().startGeneration(ledger, { ...leap, generation })).rejects.toBeInstanceOf(
          OutOfStep,
        );
      await log().startGeneration(ledger, leap);
      expect(await rebuilt(log())).toEqual(['folded']);
      await log().append(entry(2, { generation: 9 }));
      expect(text((await log().finalStateVector(ledger, 1))!)).toBe('vector');
      expect(await log().firstGeneration()).toBe(1);
    });

    test('many turn after each other', async () => {
      await log().append(entry(1));
      for (let generation = 2; generation <= 5; generation++)
        await log().startGeneration(ledger, {
          ...next,
          generation,
          state: bytes(`generation ${generation}`),
        });
      expect(await rebuilt(log())).toEqual(['generation 5']);
      expect(text((await log().finalStateVector(ledger, 1))!)).toBe('vector');
    });
  });
};
