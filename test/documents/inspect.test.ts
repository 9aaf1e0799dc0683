import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate, type UpdatePolicy } from '../../shared/documents/inspect.ts';
import { type ForgedStruct, forgeUpdate } from './support/forgeUpdate.ts';

const policy: UpdatePolicy = {
  isKnownMap: (map) => map === 'cells' || map === 'rows' || map === 'meta',
  mayWrite: (map) => map !== 'meta',
  ownerOf: (client) => (client >= 900 ? 'other' : client >= 500 ? 'nobody' : 'sender'),
  maxBytes: 100_000,
  maxStructs: 1_000,
  maxClients: 10,
  maxMaps: 4,
};

const docOf = (client: number): Y.Doc => {
  const doc = new Y.Doc();
  doc.clientID = client;
  return doc;
};

const replicas = [3, 1, 2, 520] as const;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      who: fc.nat(3),
      sets: fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9)), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), who: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sendLive' as const), who: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sendAll' as const), who: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('receive' as const), who: fc.nat(3) }) },
);

describe('inspectUpdate', () => {
  test('CHECK-1 what honest replicas send is never refused, however they were offline', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, collects) => {
        const server = docOf(999);
        const docs = replicas.map((client) => {
          const doc = docOf(client);
          doc.gc = collects;
          return doc;
        });
        const unsent: Uint8Array[][] = replicas.map(() => []);
        docs.forEach((doc, who) => {
          doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin !== 'server') unsent[who]!.push(update);
          });
        });
        const deliver = (update: Uint8Array): void => {
          const before = server.getMap('cells').toJSON();
          const inspection = inspectUpdate(server, update, policy);
          expect(inspection).toMatchObject({ ok: true });
          Y.applyUpdate(server, update);
          expectWhole(server);
          if (!inspection.ok) return;
          for (const { key, standing } of inspection.overwrites)
            expect(standing).toEqual(before[key]);
        };
        for (const action of steps) {
          const doc = docs[action.who]!;
          const waiting = unsent[action.who]!;
          if (action.do === 'set')
            doc.transact(() => {
              for (const [key, value] of action.sets) doc.getMap('cells').set(key, value);
            });
          else if (action.do === 'receive')
            Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)), 'server');
          else {
            if (action.do === 'sendAll') deliver(Y.encodeStateAsUpdate(doc));
            else if (action.do === 'send')
              deliver(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)));
            else if (waiting.length > 0) deliver(Y.mergeUpdates(waiting));
            waiting.length = 0;
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('CHECK-2 whatever passes leaves nothing pending and no touched key without a value', () => {
    const id = fc.record({ client: fc.constantFrom(1, 2, 3, 4), clock: fc.nat(3) });
    const struct: fc.Arbitrary<ForgedStruct> = fc.record(
      {
        kind: fc.constantFrom('any' as const, 'any' as const, 'deleted' as const),
        length: fc.integer({ min: 1, max: 3 }),
        origin: id,
        map: fc.constantFrom('cells', 'rows'),
        key: fc.constantFrom('a', 'b'),
      },
      { requiredKeys: ['kind', 'length', 'map', 'key'] },
    );
    const forged = fc.record({
      clients: fc.uniqueArray(
        fc.record({
          client: fc.constantFrom(1, 2, 3, 4),
          back: fc.constantFrom(0, 0, 0, 1, -1),
          structs: fc.array(struct, { minLength: 1, maxLength: 4 }),
        }),
        { selector: ({ client }) => client, maxLength: 3 },
      ),
      deletes: fc.array(
        fc.record({
          client: fc.constantFrom(1, 2, 3),
          clock: fc.nat(5),
          length: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 1 },
      ),
    });
    let passed = 0;
    fc.assert(
      fc.property(fc.array(forged, { minLength: 3, maxLength: 12 }), (updates) => {
        const server = docOf(999);
        seed(server);
        for (const { clients, deletes } of updates) {
          const update = forgeUpdate({
            clients: clients.map(({ client, back, structs }) => ({
              client,
              clock: Math.max(0, Y.getState(server.store, client) - back),
              structs,
            })),
            deletes,
          });
          const before = Y.encodeStateAsUpdate(server);
          const inspection = inspectUpdate(server, update, policy);
          expect(Y.encodeStateAsUpdate(server)).toEqual(before);
          if (!inspection.ok) continue;
          passed += inspection.writes.length > 0 ? 1 : 0;
          Y.applyUpdate(server, update);
          expectWhole(server);
          for (const { map, key, client, clock } of inspection.writes) {
            const item = server.store.clients.get(client)!;
            const written = item[Y.findIndexSS(item, clock)] as Y.Item;
            expect(written.parentSub).toBe(key);
            expect(written.parent).toBe(server.share.get(map));
          }
        }
      }),
      { numRuns: 3_000 },
    );
    expect(passed).toBeGreaterThan(100);
  });

  test('CHECK-3 bytes that were changed on the way never throw and never do harm', () => {
    const source = docOf(7);
    const updates: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 8; i++) source.getMap('cells').set(i % 2 ? 'a' : 'b', { text: `v${i}` });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (changes, length) => {
          const bytes = Y.mergeUpdates(updates).slice(0, 1 + (length % 400));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const server = docOf(999);
          seed(server);
          if (!inspectUpdate(server, bytes, policy).ok) return;
          Y.applyUpdate(server, bytes);
          expectWhole(server);
        },
      ),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        inspectUpdate(docOf(999), bytes, policy);
      }),
      { numRuns: 2_000 },
    );
  });

  test('CHECK-4 an overwrite of something its author had not seen is told, with both values', () => {
    const server = docOf(999);
    const [anna, bert] = [docOf(1), docOf(2)];
    const send = (doc: Y.Doc): unknown => {
      const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
      const inspection = inspectUpdate(server, update, policy);
      Y.applyUpdate(server, update);
      return inspection.ok && inspection.overwrites;
    };
    anna.getMap('cells').set('k', 'first');
    expect(send(anna)).toEqual([]);
    bert.getMap('cells').set('k', 'offline');
    bert.getMap('cells').set('k', 'offline, later');
    expect(send(bert)).toEqual([
      { map: 'cells', key: 'k', standing: 'first', written: 'offline, later' },
    ]);
    anna.getMap('cells').set('k', 'second');
    expect(send(anna)).toEqual([
      { map: 'cells', key: 'k', standing: 'offline, later', written: 'second' },
    ]);
    Y.applyUpdate(anna, Y.encodeStateAsUpdate(server));
    anna.getMap('cells').set('k', 'third');
    expect(send(anna)).toEqual([]);
  });

  const one = (client: number, clock: number, struct: ForgedStruct) =>
    forgeUpdate({ clients: [{ client, clock, structs: [struct] }] });
  const cell = { map: 'cells', key: 'a' };
  const deepValue = (() => {
    let value: unknown = 1;
    for (let i = 0; i < 40; i++) value = [value];
    return value;
  })();

  test.each<[string, Uint8Array, string]>([
    ['a gap in the clocks', one(1, 5, cell), 'gap'],
    [
      'a delete of nothing, for which Yjs would wait',
      forgeUpdate({ deletes: [{ client: 4, clock: 0, length: 0 }] }),
      'unreadable',
    ],
    [
      'a skip',
      forgeUpdate({ clients: [{ client: 4, clock: 0, structs: [{ kind: 'skip' }] }] }),
      'gap',
    ],
    ['an unknown origin', one(4, 0, { origin: { client: 77, clock: 0 } }), 'unknownOrigin'],
    ['an origin to come', one(4, 0, { origin: { client: 4, clock: 0 } }), 'unknownOrigin'],
    [
      'two clients that wait for each other',
      forgeUpdate({
        clients: [
          { client: 4, clock: 0, structs: [{ origin: { client: 5, clock: 1 } }] },
          { client: 5, clock: 0, structs: [{ origin: { client: 4, clock: 0 } }, cell] },
        ],
      }),
      'unknownOrigin',
    ],
    [
      'known clocks with an unknown origin',
      one(1, 0, { origin: { client: 77, clock: 0 } }),
      'unknownOrigin',
    ],
    ['a right origin', one(4, 0, { rightOrigin: { client: 1, clock: 0 } }), 'rightOrigin'],
    ['a collected struct', one(4, 0, { kind: 'gc' }), 'collected'],
    ['an unknown root map', one(4, 0, { map: 'evil', key: 'a' }), 'unknownMap'],
    ['an unknown root map under known clocks', one(1, 0, { map: 'evil', key: 'a' }), 'unknownMap'],
    ['a list in a root map', one(4, 0, { map: 'cells' }), 'nested'],
    ['a nested parent', one(4, 0, { parent: { client: 1, clock: 0 }, key: 'a' }), 'nested'],
    ['text content', one(4, 0, { ...cell, kind: 'string' }), 'content'],
    ['a nested type', one(4, 0, { ...cell, kind: 'type' }), 'content'],
    ['JSON content', one(4, 0, { ...cell, kind: 'json' }), 'content'],
    ['two values at once', one(4, 0, { ...cell, values: [1, 2] }), 'content'],
    ['no value', one(4, 0, { ...cell, values: [] }), 'content'],
    ['a value of many levels', one(4, 0, { ...cell, value: deepValue }), 'content'],
    [
      'a clock beyond counting',
      one(4, 0, { ...cell, kind: 'deleted', length: 2 ** 40 }),
      'content',
    ],
    ["somebody else's client id", one(950, 0, cell), 'foreignClient'],
    [
      'a map that only the server writes',
      one(4, 0, { map: 'meta', key: 'generation' }),
      'serverOnly',
    ],
    [
      'a delete that overwrites nothing',
      forgeUpdate({ deletes: [{ client: 1, clock: 1, length: 1 }] }),
      'delete',
    ],
    [
      'a delete of what nobody wrote',
      forgeUpdate({ deletes: [{ client: 1, clock: 1, length: 9 }] }),
      'unknownDelete',
    ],
    [
      'an entry that is deleted when it comes',
      one(4, 0, { map: 'cells', key: 'new', kind: 'deleted' }),
      'delete',
    ],
    [
      'a delete beside an overwrite that loses',
      forgeUpdate({
        clients: [{ client: 0, clock: 0, structs: [cell] }],
        deletes: [
          { client: 0, clock: 0, length: 1 },
          { client: 1, clock: 1, length: 1 },
        ],
      }),
      'delete',
    ],
    [
      'one client twice',
      forgeUpdate({
        clients: [
          { client: 4, clock: 0, structs: [cell] },
          { client: 4, clock: 0, structs: [] },
        ],
      }),
      'unreadable',
    ],
    [
      'known clocks that go on under another key',
      one(1, 1, { map: 'cells', key: 'b', kind: 'deleted', length: 3 }),
      'contradiction',
    ],
    ['too many bytes', one(4, 0, { ...cell, value: 'x'.repeat(200_000) }), 'tooLarge'],
    [
      'too many structs',
      forgeUpdate({ clients: [{ client: 4, clock: 0, structs: new Array(2_000).fill(cell) }] }),
      'tooMany',
    ],
    [
      'too many deletes',
      forgeUpdate({
        deletes: Array.from({ length: 6_000 }, (_, i) => ({ client: 1, clock: i * 2, length: 1 })),
      }),
      'tooMany',
    ],
    [
      'two writes of which the second had not seen the first',
      forgeUpdate({ clients: [{ client: 4, clock: 0, structs: [cell, cell] }] }),
      'unseenOwn',
    ],
    [
      'too many new clients',
      forgeUpdate({
        clients: Array.from({ length: 11 }, (_, i) => ({
          client: 600 - i,
          clock: 0,
          structs: [cell],
        })),
      }),
      'tooManyClients',
    ],
    ['no update at all', new Uint8Array([1, 2, 3]), 'unreadable'],
  ])('CHECK-5 %s is refused and changes nothing', (_, update, reason) => {
    const server = docOf(999);
    seed(server);
    const roots = [...server.share.keys()];
    const before = Y.encodeStateAsUpdate(server);
    expect(inspectUpdate(server, update, policy)).toEqual({ ok: false, reason });
    expect(Y.encodeStateAsUpdate(server)).toEqual(before);
    expect([...server.share.keys()]).toEqual(roots);
  });

  test.each<[string, unknown]>([
    ['a big integer', 10n],
    ['a big integer inside', { a: [10n] }],
    ['nothing at all', undefined],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['no number', Number.NaN],
    ['an endless number', Number.POSITIVE_INFINITY],
    ['a constructor of its own', { constructor: 1 }],
    ['a parent of its own', JSON.parse('{"__proto__": {"a": 1}}')],
  ])('CHECK-7 a value that JSON cannot say is refused: %s', (_, value) => {
    const update = one(4, 0, { ...cell, values: [value] });
    expect(inspectUpdate(docOf(999), update, policy)).toEqual({ ok: false, reason: 'content' });
  });

  test('CHECK-7 whatever JSON says passes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const json = JSON.stringify(value);
        fc.pre(!json.includes('"constructor"') && !json.includes('"__proto__"'));
        const source = docOf(4);
        source.getMap('cells').set('a', value);
        const update = Y.encodeStateAsUpdate(source);
        expect(inspectUpdate(docOf(999), update, policy)).toMatchObject({ ok: true });
      }),
    );
  });

  test('CHECK-8 an update that would keep Yjs looking for its place is refused', () => {
    const server = docOf(999);
    const author = docOf(5);
    for (let i = 0; i < 2_000; i++) {
      author.getMap('cells').set('a', i);
      author.getMap('cells').set('b', i);
    }
    Y.applyUpdate(server, Y.encodeStateAsUpdate(author));
    const follow = (count: number) =>
      forgeUpdate({
        clients: [
          {
            client: 4,
            clock: 0,
            structs: Array.from({ length: count }, (_, i) => ({
              origin: { client: 5, clock: i * 2 },
            })),
          },
        ],
      });
    expect(inspectUpdate(server, follow(5), policy)).toMatchObject({ ok: true });
    expect(inspectUpdate(server, follow(900), policy)).toEqual({ ok: false, reason: 'tooTangled' });
  });

  test('CHECK-8 a crowd of clients that all wait for one is refused at once', () => {
    const crowd = Array.from({ length: 60_000 }, (_, index) => ({
      client: 1_000 + index,
      clock: 0,
      structs: [{ origin: { client: 4, clock: 0 } }],
    }));
    const first = { client: 4, clock: 0, structs: [{ map: 'cells', key: 'a' }] };
    const update = forgeUpdate({ clients: [first, ...crowd] });
    const roomy = { ...policy, maxBytes: update.byteLength, maxStructs: 100_000 };
    expect(inspectUpdate(docOf(999), update, roomy)).toEqual({
      ok: false,
      reason: 'tooManyClients',
    });
  });

  test('CHECK-9 a document has a bounded number of root maps', () => {
    const server = docOf(999);
    const open = { ...policy, isKnownMap: () => true };
    const update = (maps: number) =>
      forgeUpdate({
        clients: [
          {
            client: 4,
            clock: 0,
            structs: Array.from({ length: maps }, (_, i) => ({ map: `rows:${i}`, key: 'a' })),
          },
        ],
      });
    expect(inspectUpdate(server, update(4), open)).toMatchObject({ ok: true });
    expect(inspectUpdate(server, update(5), open)).toEqual({ ok: false, reason: 'tooManyMaps' });
    Y.applyUpdate(server, update(4));
    expect(inspectUpdate(server, one(4, 4, { map: 'rows:0', key: 'b' }), open)).toMatchObject({
      ok: true,
    });
  });

  test('CHECK-10 an update that says something else under clocks that are taken is refused', () => {
    const server = docOf(999);
    seed(server);
    const second = { origin: { client: 1, clock: 0 }, value: 'two' };
    for (const [clock, struct] of [
      [0, { map: 'cells', key: 'a', value: 'one' }],
      [0, { map: 'cells', key: 'a', kind: 'deleted' }],
      [1, second],
    ] as const)
      expect(inspectUpdate(server, one(1, clock, struct), policy)).toMatchObject({
        ok: true,
        writes: [],
      });
    for (const [clock, struct] of [
      [0, { map: 'cells', key: 'b', value: 'one' }],
      [1, { ...second, value: 'other' }],
      [1, { ...second, origin: { client: 2, clock: 0 } }],
      [1, { map: 'cells', key: 'a', value: 'two' }],
    ] as const)
      expect(inspectUpdate(server, one(1, clock, struct), policy)).toEqual({
        ok: false,
        reason: 'contradiction',
      });
    const both = docOf(7);
    both.getMap('cells').set('a', 1);
    both.getMap('cells').set('b', 1);
    Y.applyUpdate(server, Y.encodeStateAsUpdate(both));
    const run = one(7, 0, { map: 'cells', key: 'a', kind: 'deleted', length: 3 });
    expect(inspectUpdate(server, run, policy)).toEqual({ ok: false, reason: 'wrongPlace' });
  });

  test('CHECK-6 client ids that nobody has are told', () => {
    const inspection = inspectUpdate(docOf(999), one(600, 0, cell), policy);
    expect(inspection).toMatchObject({ ok: true, clientsIntroduced: [600] });
  });
});

/** Client 1 wrote `a` twice, the second stands; client 2 wrote `b`. */
const seed = (server: Y.Doc): void => {
  const [first, second] = [docOf(1), docOf(2)];
  first.getMap('cells').set('a', 'one');
  first.getMap('cells').set('a', 'two');
  second.getMap('cells').set('b', 'three');
  for (const doc of [first, second]) Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
  for (const map of ['cells', 'rows', 'meta']) server.getMap(map);
};

const expectWhole = (doc: Y.Doc): void => {
  expect(doc.store.pendingStructs).toBeNull();
  expect(doc.store.pendingDs).toBeNull();
  for (const type of doc.share.values())
    for (const item of type._map.values()) {
      expect(item.deleted).toBe(false);
      expect(item.right).toBeNull();
      for (let left = item.left; left !== null; left = left.left) {
        expect(left.deleted).toBe(true);
        expect(left.parentSub).toBe(item.parentSub);
      }
    }
};
