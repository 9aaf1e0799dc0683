import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as Y from 'yjs';
import { startServer, type TestServer } from '../../e2e/support/server.ts';
import type { SyncClient } from '../../sync/support/syncClient.ts';
import { until } from '../../sync/support/until.ts';
import { editHard, postHard } from './load.ts';
import { addManyRows } from './manyRows.ts';
import { readAllEvents } from './readings.ts';
import { firstVisitor, returningVisitor, type Visitor } from './visitor.ts';

export interface BackupRound {
  readonly backups: number;
  /** Sealed before, so that there is something to copy. */
  readonly rows: number;
  /** ms of writing before each backup. */
  readonly before: number;
  readonly onBackup: () => void;
}

export interface BackupTally {
  readonly acknowledged: number;
  /** What was acknowledged before a backup's moment and is not in it, or is in it and never was. */
  readonly wrong: readonly string[];
  /** ms between a backup's moment and the end of copying. */
  readonly behind: readonly number[];
  /** ms until an edit was acknowledged, without a backup and beside one. */
  readonly alone: readonly number[];
  readonly beside: readonly number[];
}

const run = promisify(execFile);
const command = (name: string): string =>
  fileURLToPath(new URL(`../../../dist/server/${name}.js`, import.meta.url));
const call = (name: string, ...args: string[]) =>
  run(process.execPath, [command(name), ...args], { timeout: 600_000 });

/** One server, people who write as fast as it takes it, and backup after backup beside them. */
export const backupRound = async (round: BackupRound): Promise<BackupTally> => {
  const server = await startServer();
  const wrong: string[] = [];
  const behind: number[] = [];
  const [alone, beside]: [number[], number[]] = [[], []];
  const written = { edits: 0, acknowledged: 0, posted: [] as string[] };
  try {
    const visitor = await firstVisitor(server);
    await addManyRows(visitor, round.rows);
    const client = visitor.open(new Y.Doc());
    const prober = visitor.open(new Y.Doc());
    await until(() => client.provider.synced && prober.provider.synced);
    const stops = [editHard(client, written), postHard(visitor, written)];
    for (let backup = 1; backup <= round.backups; backup++) {
      await probeFor(prober, setTimeout(round.before), alone);
      const folder = `${server.dataDir}.backup${backup}`;
      const target = `${server.dataDir}.restored${backup}`;
      const acknowledged = client.stored;
      const posted = written.posted.length;
      const making = call('backup', folder, '--data', server.dataDir);
      await probeFor(prober, making, beside);
      const { at, copiedAt } = JSON.parse(await readFile(`${folder}/manifest.json`, 'utf8'));
      behind.push(copiedAt - at);
      await call('restore', folder, '--data', target);
      const look = { acknowledged, posted: written.posted.slice(0, posted), when: `${backup}` };
      wrong.push(...(await compare(target, visitor, look)));
      await removeAll(server, backup);
      round.onBackup();
    }
    await Promise.all(stops.map((stop) => stop()));
    for (const each of [client, prober]) each.destroy();
  } finally {
    await server.remove();
    for (let backup = 1; backup <= round.backups; backup++) await removeAll(server, backup);
  }
  return { acknowledged: written.acknowledged, wrong, behind, alone, beside };
};

const removeAll = async ({ dataDir }: TestServer, backup: number): Promise<void> => {
  for (const kind of ['backup', 'restored'])
    await rm(`${dataDir}.${kind}${backup}`, { recursive: true, force: true });
};

/** Writes one cell after the other, each when the one before is acknowledged, until `over`. */
const probeFor = async (
  prober: SyncClient,
  over: Promise<unknown>,
  took: number[],
): Promise<void> => {
  let isOver = false;
  const ending = over.finally(() => {
    isOver = true;
  });
  for (let count = 0; !isOver; count++) {
    const { stored } = prober;
    const begun = performance.now();
    prober.set('probe', `${begun} ${count}`);
    await until(() => prober.stored > stored);
    took.push(performance.now() - begun);
  }
  await ending;
};

interface Look {
  /** Edits that were acknowledged before the backup began, and rows that had been answered. */
  readonly acknowledged: number;
  readonly posted: readonly string[];
  readonly when: string;
}

/** Looks at a restored folder with the eyes of somebody new. */
const compare = async (folder: string, live: Visitor, look: Look): Promise<string[]> => {
  const restored: TestServer = await startServer({ env: { DATA_DIR: folder } });
  try {
    const visitor = await returningVisitor(restored);
    const fresh = visitor.open();
    await until(() => fresh.provider.synced);
    const [cells, rows] = ['cells:customers', 'rows:customers'].map((map) => fresh.doc.getMap(map));
    const wrong: string[] = [];
    const edits = [...cells!.keys()].filter((key) => /^r\d+\/note$/.test(key)).length;
    if (edits < look.acknowledged) wrong.push(`${look.acknowledged - edits} edits are missing`);
    for (let edit = 0; edit < edits; edit++)
      if (cells!.get(`r${edit}/note`) !== `value ${edit}`) wrong.push(`edit ${edit}`);
    for (const id of look.posted) if (!rows!.has(id)) wrong.push(`posted ${id}`);
    // The same events under the same numbers, from the first to one of them.
    const [there, then] = [await readAllEvents(live), await readAllEvents(visitor)];
    let next = 0;
    for (const [id, event] of there) {
      if (next++ >= then.size) break;
      if (then.get(id) !== event) wrong.push(`event ${id}`);
    }
    fresh.destroy();
    return wrong.map((what) => `${what}, backup ${look.when}`);
  } finally {
    await restored.remove();
  }
};
