import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteRoot } from '../../shared/documents/note.ts';
import { noteText } from '../../shared/documents/noteText.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { writeLine } from '../documents/support/noteWriting.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import type { SyncClient } from '../sync/support/syncClient.ts';
import { until } from '../sync/support/until.ts';
import { grouped, note as noteFinding, progress, seed, size } from './support/scale.ts';
import { firstVisitor, type Visitor } from './support/visitor.ts';

const kills = size({ suite: 10, full: 200 });
/** The API reads texts of notes from its projection, which takes as long as a start. */
const askEvery = 5;
const runSeed = seed('R1');
const random = seededRandom(runSeed);

let server: TestServer;
let visitor: Visitor;
let note: string;

beforeAll(async () => {
  server = await startServer();
  visitor = await firstVisitor(server);
  const rows = [{ values: { name: 'Acme' } }];
  const answer = await visitor.ask('POST', `${visitor.ledgerPath}/tables/customers/rows`, { rows });
  const [row] = ((await answer.json()) as { rows: [{ id: string }] }).rows;
  note = `${visitor.document.replace('ledger', 'note')}/${row.id}`;
});
afterAll(() => server.remove());

/** One tab that writes, over all lives of the server. */
interface Writer {
  readonly doc: Y.Doc;
  /** Lines, each with the clock up to which it goes. */
  readonly lines: { readonly text: string; readonly clock: number }[];
  stored: number;
}

/** Lines of one's own, and letters in and out of the paragraph that all have. */
const writeOn = (writer: Writer, name: string, client: SyncClient): (() => Promise<void>) => {
  let isAtWork = true;
  const { doc, lines } = writer;
  const work = (async () => {
    while (isAtWork) {
      const first = noteRoot(doc).toDelta()[0].insert as Y.XmlText;
      const place = Math.floor(random() * (first.length + 1));
      if (random() < 0.5) first.insert(place, 'letters');
      else if (first.length > 20) first.delete(Math.min(place, first.length - 5), 5);
      const text = `${name} ${lines.length}.`;
      writeLine(doc, text);
      lines.push({ text, clock: Y.getState(doc.store, doc.clientID) });
      do await setImmediate();
      while (isAtWork && Y.getState(doc.store, doc.clientID) - client.stored > 1_000);
    }
  })();
  return async () => {
    isAtWork = false;
    await work;
    writer.stored = Math.max(writer.stored, client.stored);
  };
};

const linesOf = (doc: Y.Doc): ReadonlySet<string> => new Set(noteText(doc).split('\n'));

test(
  'NOTE-21 R1 kill -9 while three people write: every acknowledged word of a note is there, and nobody saw one that is not',
  async () => {
    const writers = ['ada', 'bert', 'cyd'].map((name) => {
      const writer: Writer = { doc: new Y.Doc(), lines: [], stored: 0 };
      return { name, writer };
    });
    const watched = new Y.Doc();
    const tell = progress('R1', kills);
    for (let kill = 1; kill <= kills; kill++) {
      const when = `kill ${kill}, seed ${runSeed}`;
      const clients = writers.map(({ writer }) => visitor.open(writer.doc, note));
      const watcher = visitor.open(watched, note);
      await until(() => [...clients, watcher].every(({ provider }) => provider.synced));
      const stops = writers.map(({ writer, name }, i) => writeOn(writer, name, clients[i]!));
      await until(() => writers.every(({ writer }, i) => clients[i]!.stored > writer.stored));
      await setTimeout(random() * 200);
      await server.kill9();
      await Promise.all(stops.map((stop) => stop()));
      // Nothing that only they still know may come back through them before we look.
      for (const client of [...clients, watcher]) client.destroy();

      await server.start();
      const fresh = visitor.open(new Y.Doc(), note);
      await until(() => fresh.provider.synced);
      const there = linesOf(fresh.doc);
      for (const { writer } of writers)
        for (const { text, clock } of writer.lines)
          if (clock <= writer.stored && !there.has(text))
            throw new Error(`${text} is lost, ${when}`);
      for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(watched)))
        expect(Y.getState(fresh.doc.store, client), when).toBeGreaterThanOrEqual(clock);
      tell(kill);
      fresh.destroy();
      if (kill % askEvery !== 0) continue;
      const last = writers[0]!.writer.lines.findLast(
        ({ clock }) => clock <= writers[0]!.writer.stored,
      );
      const query = encodeURIComponent(last!.text);
      const answer = await visitor.ask('GET', `${visitor.ledgerPath}/notes?text=${query}`);
      expect(await answer.json(), when).toMatchObject({ notes: [{ snippet: last!.text }] });
    }
    const clients = writers.map(({ writer }) => visitor.open(writer.doc, note));
    const ends = (doc: Y.Doc): string =>
      JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort());
    await until(() => clients.every(({ doc }) => ends(doc) === ends(clients[0]!.doc)));
    const all = linesOf(clients[0]!.doc);
    for (const { writer } of writers) {
      expect(noteText(writer.doc)).toBe(noteText(clients[0]!.doc));
      for (const { text } of writer.lines) if (!all.has(text)) throw new Error(`${text} is lost`);
    }
    for (const client of clients) {
      expect(client.endings).toEqual([]);
      client.destroy();
    }
    const lines = writers.reduce((sum, { writer }) => sum + writer.lines.length, 0);
    noteFinding({
      id: 'R1',
      done: `${grouped(kills)} kills while three write one note, ${grouped(lines)} lines`,
      found: '0 lost',
      seed: runSeed,
      met: true,
    });
  },
  size({ suite: 180_000, full: 3_600_000 }),
);
