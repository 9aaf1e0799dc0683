import { pino } from 'pino';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { createDocuments, createWriters } from '../../server/documents/index.ts';
import { createFormulas } from '../../server/projection/index.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { createComputing } from '../../server/workers/computing.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';

it('FORM-42: no result is told before the formula that it comes from is on disk', async () => {
  const folder = await temporaryFolder();
  const { log, blobs, close } = await openSqliteStorage(folder.path);
  const logger = pino({ level: 'silent' });
  let mayAppend: Promise<void> = Promise.resolve();
  const documents = createDocuments({
    log: { ...log, append: (entry) => mayAppend.then(() => log.append(entry)) },
    blobs,
    logger,
    now: Date.now,
    newDoc: () => new Y.Doc(),
    isWatched: () => false,
    timeZone: 'UTC',
  });
  const computing = createComputing(logger);
  let computed = 0;
  const formulas = createFormulas({
    documents,
    computing: {
      ...computing,
      compute: async (...asked) => {
        const results = await computing.compute(...asked);
        computed++;
        return results;
      },
    },
    now: Date.now,
  });
  const tier = async () => {
    const results = await (await formulas.of('customers', 'ours')).compute(
      { scan: () => () => null },
      [0],
    );
    return results[0]!.find(([column]) => column === 'tier')?.[1];
  };
  const writing = (formula: string) =>
    createWriters(documents, blobs).applyWorkspace(
      [
        {
          type: 'setRecord',
          collection: 'columns',
          id: 'customers/tier',
          properties: { settings: { formula } },
        },
      ],
      'ada',
    );
  await writing('="old"');
  expect(await tier()).toBe('old');

  let go = (): void => {};
  mayAppend = new Promise((resolve) => {
    go = resolve;
  });
  const written = writing('="new"');
  let told: unknown = null;
  const telling = tier().then((value) => {
    told = value;
  });
  await expect.poll(() => computed).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(told).toBeNull();
  go();
  await Promise.all([written, telling]);
  expect(told).toBe('new');

  await computing.close();
  await documents.close();
  await close();
  await folder.remove();
});
