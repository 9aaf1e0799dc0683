import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import * as Y from 'yjs';
import { openWorkspace } from '../../../shared/documents/index.ts';
import { seededRandom } from '../../../shared/sample/index.ts';
import { startServer } from '../../e2e/support/server.ts';
import type { SyncClient } from '../../sync/support/syncClient.ts';
import { until } from '../../sync/support/until.ts';
import { editHard, postHard } from './load.ts';
import { addManyRows, uploadHeaders, uploadPath } from './manyRows.ts';
import { firstVisitor, type Visitor } from './visitor.ts';

export interface StopRound {
  readonly seed: number;
  readonly stops: number;
  /** Brought in anew before each one, as sealed blocks. */
  readonly rows: number;
  readonly onStop: () => void;
}

export interface StopTally {
  readonly acknowledged: number;
  readonly posted: number;
  /** ms that each one took. */
  readonly took: readonly number[];
  /** Not 0: it did not end by itself. */
  readonly exits: readonly (number | null)[];
  readonly lost: readonly string[];
}

const people = 50;
/** ms between two edits of one of them. */
const pause = 100;
/** Takes longer than any time that a block has. */
const slowFormula = '=NEGBINOM.DIST(100000000,10,0.5,TRUE)+[@dealCount]';

/**
 * One server, asked to stop again and again with all under way that people do: fifty write, one of
 * them as fast as he can, rows are posted, a spreadsheet is pasted, its rows are being computed by
 * a formula that hangs, and somebody's upload does not go on. After each stop all is looked for.
 */
export const stopRound = async ({ seed, stops, rows, onStop }: StopRound): Promise<StopTally> => {
  const random = seededRandom(seed);
  const server = await startServer();
  const written = { edits: 0, acknowledged: 0, posted: [] as string[] };
  const writer = new Y.Doc();
  const others = Array.from({ length: people - 1 }, () => ({
    doc: new Y.Doc(),
    stored: 0,
    edits: 0,
  }));
  const took: number[] = [];
  const exits: (number | null)[] = [];
  const lost: string[] = [];
  let layers = 0;

  const lookAt = (doc: Y.Doc, when: string): void => {
    const cells = doc.getMap('cells:customers');
    const fresh = doc.getMap('rows:customers');
    for (let n = 0; n < written.acknowledged; n++)
      if (cells.get(`r${n}/note`) !== `value ${n}`) lost.push(`edit ${n}, ${when}`);
    for (const id of written.posted) if (!fresh.has(id)) lost.push(`posted ${id}, ${when}`);
    others.forEach(({ doc: own, stored }, person) => {
      if (Y.getState(doc.store, own.clientID) < stored) lost.push(`of person ${person}, ${when}`);
    });
    if (doc.getMap('layers').size < layers) lost.push(`pasted rows, ${when}`);
  };

  const stopUnderLoad = async (visitor: Visitor, stop: number): Promise<void> => {
    const client = visitor.open(writer);
    const clients = others.map(({ doc }) => visitor.open(doc));
    await until(() => [client, ...clients].every(({ provider }) => provider.synced));
    await addManyRows(visitor, rows, layers);
    layers++;
    const pasting = addManyRows(visitor, rows, layers).then(
      () => void layers++,
      () => {},
    );
    const hanging = hangingUpload(visitor);
    const work = [
      editHard(client, written),
      postHard(visitor, written),
      ...clients.map((one, person) => editNow(one, `p${person}-`, random)),
    ];
    await setTimeout(200 + random() * 300);
    const begun = performance.now();
    exits.push(await server.stop());
    took.push(performance.now() - begun);
    await Promise.all([pasting, hanging, ...work.map((end) => end())]);
    others.forEach((person, index) => {
      person.stored = Math.max(person.stored, clients[index]!.stored);
    });
    for (const connected of [client, ...clients]) connected.destroy();
    await server.start();
    const fresh = visitor.open();
    await until(() => fresh.provider.synced);
    lookAt(fresh.doc, `stop ${stop}, seed ${seed}`);
    fresh.destroy();
    onStop();
  };

  try {
    const visitor = await firstVisitor(server);
    await slowDown(visitor);
    for (let stop = 1; stop <= stops; stop++) await stopUnderLoad(visitor, stop);
  } finally {
    await server.remove();
  }
  const { acknowledged, posted } = written;
  const sum = others.reduce((total, { stored }) => total + stored, acknowledged);
  return { acknowledged: sum, posted: posted.length, took, exits, lost };
};

/** Edits now and then. Answers how to stop. */
const editNow = (client: SyncClient, name: string, random: () => number): (() => Promise<void>) => {
  let isAtWork = true;
  const work = (async () => {
    for (let edit = 0; isAtWork; edit++) {
      client.set(`${name}${edit}`, 'written');
      await setTimeout(random() * 2 * pause);
    }
  })();
  return () => {
    isAtWork = false;
    return work;
  };
};

/** A formula over the rows with which the computing process is busy for as long as it may. */
const slowDown = async (visitor: Visitor): Promise<void> => {
  const client = visitor.open(new Y.Doc(), 'workspace');
  await until(() => client.provider.synced);
  const properties = { settings: { formula: slowFormula } };
  openWorkspace(client.doc).apply(
    [{ type: 'setRecord', collection: 'columns', id: 'customers/tier', properties }],
    null,
  );
  await until(() => client.stored > 0);
  client.destroy();
};

/** Begins to send a block of rows and never goes on; resolves when the server breaks it off. */
const hangingUpload = (visitor: Visitor): Promise<void> =>
  new Promise((resolve) => {
    const sending = request(visitor.url + uploadPath(visitor), {
      method: 'POST',
      headers: { ...uploadHeaders(visitor), 'content-length': 1_000_000 },
    });
    sending.on('error', () => resolve());
    sending.on('close', () => resolve());
    sending.write(new Uint8Array(1_000));
  });
