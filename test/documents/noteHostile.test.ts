import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspectNoteUpdate } from '../../shared/documents/inspectNote.ts';
import { noteRoot } from '../../shared/documents/note.ts';
import { noteText } from '../../shared/documents/noteText.ts';
import { type ForgedStruct, forgeUpdate } from './support/forgeUpdate.ts';
import { docOf, expectWhole, notePolicy, openNoteServer } from './support/noteServer.ts';
import { writeLine } from './support/noteWriting.ts';

/** The seed's paragraph, and the first of its properties. */
const paragraph = { client: 1, clock: 2 };
const property = { client: 1, clock: 3 };

const verdict = (update: Uint8Array, server = openNoteServer()): string => {
  const inspection = inspectNoteUpdate(server, update, notePolicy);
  return inspection.ok ? inspection.brings : inspection.reason;
};

const one = (client: number, clock: number, ...structs: ForgedStruct[]): Uint8Array =>
  forgeUpdate({ clients: [{ client, clock, structs }] });

const inRoot = { map: 'root' } as const;

describe('the check of updates to notes', () => {
  test.each<[string, Uint8Array, string]>([
    ['a gap in the clocks', one(7, 5, { kind: 'string', parent: paragraph }), 'gap'],
    ['a skip', one(7, 0, { kind: 'skip' }), 'gap'],
    [
      'a neighbour that nobody has',
      one(7, 0, { kind: 'string', origin: { client: 8, clock: 0 } }),
      'unknownOrigin',
    ],
    [
      'a right neighbour that nobody has',
      one(7, 0, { kind: 'string', rightOrigin: { client: 8, clock: 0 } }),
      'unknownOrigin',
    ],
    [
      'a parent that nobody has',
      one(7, 0, { kind: 'string', parent: { client: 8, clock: 0 } }),
      'unknownOrigin',
    ],
    [
      'itself as its neighbour',
      one(7, 0, { kind: 'string', origin: { client: 7, clock: 0 } }),
      'unknownOrigin',
    ],
    [
      'itself as its parent',
      one(7, 0, { kind: 'type', parent: { client: 7, clock: 0 } }),
      'unknownOrigin',
    ],
    ['a parent that is no type', one(7, 0, { kind: 'string', parent: property }), 'wrongPlace'],
    [
      'neighbours in two places',
      one(7, 0, { kind: 'string', origin: paragraph, rightOrigin: property }),
      'wrongPlace',
    ],
    ['another root', one(7, 0, { kind: 'string', map: 'other' }), 'unknownMap'],
    [
      'a write to what only the server writes',
      one(7, 0, { map: 'meta', key: 'generation' }),
      'serverOnly',
    ],
    ['somebody else’s client', one(900, 0, { kind: 'string', ...inRoot }), 'foreignClient'],
    ['the server’s client', one(1, 10, { kind: 'string', ...inRoot }), 'foreignClient'],
    ['binary', one(7, 0, { kind: 'binary', ...inRoot, key: 'k' }), 'content'],
    ['an embedded object', one(7, 0, { kind: 'embed', ...inRoot }), 'content'],
    ['a format', one(7, 0, { kind: 'format', ...inRoot }), 'content'],
    ['a subdocument', one(7, 0, { kind: 'document', ...inRoot, key: 'k' }), 'content'],
    ['JSON of old', one(7, 0, { kind: 'json', ...inRoot }), 'content'],
    ['an array', one(7, 0, { kind: 'type', type: 0, ...inRoot }), 'content'],
    ['a plain text', one(7, 0, { kind: 'type', type: 2, ...inRoot }), 'content'],
    ['a hook', one(7, 0, { kind: 'type', type: 5, ...inRoot }), 'content'],
    ['values in a sequence', one(7, 0, { kind: 'any', ...inRoot }), 'wrongPlace'],
    ['letters under a key', one(7, 0, { kind: 'string', ...inRoot, key: 'k' }), 'wrongPlace'],
    [
      'letters in a map',
      one(
        7,
        0,
        { kind: 'type', type: 1, ...inRoot },
        { kind: 'string', parent: { client: 7, clock: 0 } },
      ),
      'wrongPlace',
    ],
    ['a property that each object has', one(7, 0, { ...inRoot, key: '__proto__' }), 'content'],
    ['another', one(7, 0, { ...inRoot, key: 'constructor' }), 'content'],
    ['a property without a name', one(7, 0, { ...inRoot, key: '' }), 'content'],
    [
      'a value with such a property',
      one(7, 0, { ...inRoot, key: 'k', value: JSON.parse('{"__proto__":1}') }),
      'content',
    ],
    ['a big integer', one(7, 0, { ...inRoot, key: 'k', value: 2n }), 'content'],
    ['an empty string', one(7, 0, { kind: 'string', text: '', ...inRoot }), 'content'],
    [
      'a delete of what nobody has',
      forgeUpdate({ deletes: [{ client: 7, clock: 0, length: 1 }] }),
      'unknownDelete',
    ],
    [
      'a delete beyond the end',
      forgeUpdate({ deletes: [{ client: 1, clock: 2, length: 99 }] }),
      'unknownDelete',
    ],
    [
      'a delete of nothing',
      forgeUpdate({ deletes: [{ client: 7, clock: 0, length: 0 }] }),
      'unreadable',
    ],
    [
      'a delete of what the server wrote',
      forgeUpdate({ deletes: [{ client: 1, clock: 0, length: 1 }] }),
      'serverOnly',
    ],
    ['noise', Uint8Array.of(9, 9, 9, 9), 'unreadable'],
    ['nothing', new Uint8Array(), 'unreadable'],
    ['too much', new Uint8Array(notePolicy.maxBytes + 1), 'tooLarge'],
    [
      'too many clients',
      forgeUpdate({
        clients: Array.from({ length: 11 }, (_, i) => ({
          client: 500 + i,
          clock: 0,
          structs: [{ kind: 'string' as const, ...inRoot }],
        })),
      }),
      'tooManyClients',
    ],
    [
      'other content under clocks that are taken',
      one(1, 2, { kind: 'string', text: 'x', ...inRoot }),
      'contradiction',
    ],
    [
      'the same content elsewhere',
      one(1, 3, { kind: 'any', value: 'paragraph', origin: paragraph }),
      'contradiction',
    ],
  ])('NOTE-6 refuses %s', (_, update, reason) => {
    expect(verdict(update)).toBe(reason);
  });

  test('NOTE-6 refuses types that stand in each other too deep', () => {
    const nested = (depth: number): Uint8Array =>
      one(
        7,
        0,
        ...Array.from({ length: depth }, (_, clock): ForgedStruct => {
          return clock === 0
            ? { kind: 'type', type: 6, ...inRoot }
            : { kind: 'type', type: 6, parent: { client: 7, clock: clock - 1 } };
        }),
      );
    expect(verdict(nested(60))).toBe('content');
    expect(verdict(nested(61))).toBe('tooDeep');
    const server = openNoteServer();
    Y.applyUpdate(server, nested(60));
    const deeper = one(8, 0, { kind: 'type', parent: { client: 7, clock: 59 } });
    expect(verdict(deeper, server)).toBe('tooDeep');
  });

  test('NOTE-6 takes again what is here, and deletes of anything else', () => {
    const server = openNoteServer();
    expect(verdict(Y.encodeStateAsUpdate(server), server)).toBe('nothing');
    expect(verdict(forgeUpdate({ deletes: [{ client: 1, clock: 2, length: 8 }] }))).toBe('deletes');
    expect(verdict(one(7, 0, { kind: 'gc', length: 3 }))).toBe('content');
  });

  test('NOTE-7 refuses at once what would keep Yjs busy for minutes', () => {
    const length = 20_000;
    const base = openNoteServer();
    const lines = one(
      7,
      0,
      ...Array.from({ length }, (_, clock): ForgedStruct => {
        const content = { kind: 'type', type: 1 } as const;
        return clock === 0
          ? { ...content, ...inRoot }
          : { ...content, origin: { client: 7, clock: clock - 1 } };
      }),
    );
    expect(verdict(lines, base)).toBe('content');
    Y.applyUpdate(base, lines);
    const many = (struct: (index: number) => ForgedStruct): Uint8Array =>
      one(8, 0, ...Array.from({ length }, (_, index) => struct(index)));
    const hostile = [
      // Each as if its author had seen nothing of what stands there.
      many((index) => ({
        kind: 'string',
        rightOrigin: { client: 7, clock: length - 1 - (index % 7) },
      })),
      many((index) => ({
        kind: 'string',
        ...(index % 2 ? inRoot : { origin: { client: 7, clock: 0 } }),
      })),
      many((index) => ({
        kind: 'string',
        origin: { client: 7, clock: index % 100 },
        rightOrigin: { client: 7, clock: length - 1 },
      })),
      // One key, written again and again by somebody who never sees it.
      forgeUpdate({
        clients: [501, 502].map((client) => ({
          client,
          clock: 0,
          structs: Array.from({ length }, (): ForgedStruct => ({ ...inRoot, key: 'k' })),
        })),
      }),
    ];
    for (const update of hostile) expect(verdict(update, base)).toBe('tooTangled');
  });

  test('NOTE-7 refuses at once a crowd of clients that all wait for one', () => {
    const behind = { kind: 'string', origin: { client: 7, clock: 0 } } as const;
    const crowd = Array.from({ length: 60_000 }, (_, index) => ({
      client: 1_000 + index,
      clock: 0,
      structs: [behind],
    }));
    const first = { client: 7, clock: 0, structs: [{ kind: 'string', ...inRoot } as const] };
    expect(verdict(forgeUpdate({ clients: [first, ...crowd] }))).toBe('tooManyClients');
  });

  test('NOTE-7 refuses what would cut a long text into too many pieces', () => {
    const server = openNoteServer();
    const text = 'x'.repeat(100_000);
    Y.applyUpdate(server, one(7, 0, { kind: 'string', text, parent: paragraph }));
    const deletes = Array.from({ length: 30_000 }, (_, i) => ({
      client: 7,
      clock: 3 * i,
      length: 1,
    }));
    expect(verdict(forgeUpdate({ deletes }), server)).toBe('tooTangled');
    const inserts = Array.from({ length: 30_000 }, (_, i): ForgedStruct => {
      return { kind: 'string', origin: { client: 7, clock: 3 * i } };
    });
    expect(verdict(one(8, 0, ...inserts), server)).toBe('tooTangled');
  });

  test('NOTE-7 takes a book that is pasted at once, and pages typed in front of each other', () => {
    const server = openNoteServer();
    const doc = docOf(7);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
    doc.transact(() => {
      for (let line = 0; line < 5_000; line++) writeLine(doc, `line ${line} of a book`);
      for (let line = 0; line < 2_000; line++) noteRoot(doc).insertEmbed(0, new Y.XmlText());
    });
    const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server));
    expect(verdict(update, server)).toBe('content');
    Y.applyUpdate(server, update);
    expectWhole(server);
  });
});

const id = fc.oneof(
  fc.record({ client: fc.constant(1), clock: fc.nat(11) }),
  fc.record({ client: fc.constantFrom(2, 3, 4), clock: fc.nat(6) }),
);
const struct: fc.Arbitrary<ForgedStruct> = fc.record(
  {
    kind: fc.constantFrom(
      ...(['string', 'string', 'type', 'type', 'any', 'deleted', 'gc', 'embed', 'format'] as const),
    ),
    type: fc.constantFrom(1, 3, 6),
    length: fc.integer({ min: 1, max: 3 }),
    text: fc.constantFrom('a', 'bcd', '😀'),
    value: fc.constantFrom(1, 'v', null),
    origin: id,
    rightOrigin: id,
    parent: id,
    map: fc.constantFrom('root', 'root', 'meta'),
    key: fc.constantFrom('__type', 'k'),
  },
  { requiredKeys: ['kind', 'length', 'text', 'value', 'type', 'map'] },
);
const forged = fc.record({
  clients: fc.uniqueArray(
    fc.record({
      client: fc.constantFrom(2, 3, 4),
      back: fc.constantFrom(0, 0, 0, 1, 2, -1),
      structs: fc.array(struct, { minLength: 1, maxLength: 4 }),
    }),
    { selector: ({ client }) => client, maxLength: 3 },
  ),
  deletes: fc.array(
    fc.record({
      client: fc.constantFrom(1, 2, 3),
      clock: fc.nat(9),
      length: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 2 },
  ),
});

/** What must hold after whatever was let in. */
const expectSound = (server: Y.Doc): void => {
  expectWhole(server);
  expect(server.getMap('meta').toJSON()).toEqual({ generation: 1, format: 1 });
  noteText(server);
  // Somebody else can go on, and somebody new has all of it.
  const other = docOf(800);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
  expectWhole(other);
  expect(noteRoot(other).toString()).toBe(noteRoot(server).toString());
  writeLine(other, 'an honest line');
  const update = Y.encodeStateAsUpdate(other, Y.encodeStateVector(server));
  expect(inspectNoteUpdate(server, update, notePolicy)).toMatchObject({ ok: true });
};

describe('an update to a note that passes the check', () => {
  test('NOTE-8 leaves nothing pending and nobody in trouble, whatever was forged', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(forged, { minLength: 3, maxLength: 14 }), (updates) => {
        const server = openNoteServer();
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
          const inspection = inspectNoteUpdate(server, update, notePolicy);
          expect(Y.encodeStateAsUpdate(server)).toEqual(before);
          if (!inspection.ok) continue;
          passed += inspection.brings === 'nothing' ? 0 : 1;
          Y.applyUpdate(server, update);
          expectSound(server);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 2_000) },
    );
    expect(passed).toBeGreaterThan(200);
  });

  test('NOTE-8 does no harm when its bytes were changed on the way', () => {
    const source = docOf(7);
    Y.applyUpdate(source, Y.encodeStateAsUpdate(openNoteServer()));
    const updates: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => updates.push(update));
    for (let line = 0; line < 4; line++) writeLine(source, `line ${line}`);
    noteRoot(source).delete(1, 1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (changes, length) => {
          const bytes = Y.mergeUpdates(updates).slice(0, 1 + (length % 800));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const server = openNoteServer();
          if (!inspectNoteUpdate(server, bytes, notePolicy).ok) return;
          Y.applyUpdate(server, bytes);
          expectSound(server);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
