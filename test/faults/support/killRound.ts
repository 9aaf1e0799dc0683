import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { seededRandom } from '../../../shared/sample/index.ts';
import { startServer } from '../../e2e/support/server.ts';
import { until } from '../../sync/support/until.ts';
import { editHard, postHard } from './load.ts';
import { readAllEvents, readOn } from './readings.ts';
import { firstVisitor, type Visitor } from './visitor.ts';

export interface KillRound {
  readonly seed: number;
  readonly kills: number;
  /** After each one. */
  readonly onKill: () => void;
}

export interface KillTally {
  readonly edits: number;
  readonly acknowledged: number;
  readonly posted: number;
  readonly eventsRead: number;
  /** What was acknowledged or seen by anybody, and is not there any more; none is the point. */
  readonly lost: readonly string[];
}

/** How long a life goes on after its first acknowledgement, at most; ms. */
const longestLife = 200;
/** Lives with the API in use too: a fresh process computes its rows, which takes as long as a start. */
const wholeLifeEvery = 5;

const mapNames = ['cells:customers', 'rows:customers'];

/**
 * One server and one ledger: a writer, two who watch and a reader of the API, and `kill -9` again
 * and again. After each, somebody new looks whether all is there.
 */
export const killRound = async ({ seed, kills, onKill }: KillRound): Promise<KillTally> => {
  const random = seededRandom(seed);
  const server = await startServer();
  const lost: string[] = [];
  const writer = new Y.Doc();
  const written = { edits: 0, acknowledged: 0, posted: [] as string[] };
  const [watched, watchedByStock] = [new Y.Doc(), new Y.Doc()];
  const readings = { rows: new Set<string>(), events: new Map<number, string>() };

  const lookAt = (doc: Y.Doc, when: string): void => {
    const [cells, rows] = mapNames.map((name) => doc.getMap(name)) as [
      Y.Map<unknown>,
      Y.Map<unknown>,
    ];
    for (let i = 0; i < written.acknowledged; i++)
      if (cells.get(`r${i}/note`) !== `value ${i}`) lost.push(`edit ${i}, ${when}`);
    for (const id of written.posted) if (!rows.has(id)) lost.push(`posted ${id}, ${when}`);
    for (const id of readings.rows) if (!rows.has(id)) lost.push(`read ${id}, ${when}`);
    for (const seen of [watched, watchedByStock])
      for (const name of mapNames)
        for (const [key, value] of seen.getMap(name))
          if (!isSame(doc.getMap(name).get(key), value)) lost.push(`seen ${key}, ${when}`);
  };

  const live = async (visitor: Visitor, isWhole: boolean): Promise<void> => {
    const [client, watcher] = [visitor.open(writer), visitor.open(watched)];
    const stock = visitor.openStock(watchedByStock);
    await until(() => client.provider.synced && watcher.provider.synced && stock.synced);
    const eventsBefore = Math.max(0, ...readings.events.keys());
    const postedBefore = written.posted.length;
    const stops = [editHard(client, written)];
    if (isWhole) stops.push(postHard(visitor, written), readOn(visitor, readings));
    // However slow the machine is, every life does something.
    await until(() => client.stored > written.acknowledged);
    if (isWhole)
      await until(
        () =>
          written.posted.length > postedBefore &&
          Math.max(...readings.events.keys()) > eventsBefore,
      );
    await setTimeout(random() * longestLife);
    await server.kill9();
    await Promise.all(stops.map((stop) => stop()));
    // Nothing that only they still know may come back through them before we look.
    for (const connected of [client, watcher, stock]) connected.destroy();
  };

  try {
    const visitor = await firstVisitor(server);
    for (let kill = 1; kill <= kills; kill++) {
      await live(visitor, kill % wholeLifeEvery === 0);
      await server.start();
      const when = `kill ${kill}, seed ${seed}`;
      const fresh = visitor.open();
      await until(() => fresh.provider.synced);
      lookAt(fresh.doc, when);
      fresh.destroy();
      const events = await readAllEvents(visitor);
      for (const [id, event] of readings.events)
        if (events.get(id) !== event) lost.push(`event ${id}, ${when}`);
      onKill();
    }
  } finally {
    await server.remove();
  }
  const { edits, acknowledged, posted } = written;
  return { edits, acknowledged, posted: posted.length, eventsRead: readings.events.size, lost };
};

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);
