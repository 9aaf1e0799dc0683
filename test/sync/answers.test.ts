import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import { startServer, type TestServer } from '../clientSync/support/server.ts';
import { aWhile, until } from './support/until.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.end());

const row = '01J00000000000000000000001';
const layer = '01J00000000000000000000002';
const table = 'customers';

const ask = async (
  method: string,
  path: string,
  body?: object | Uint8Array<ArrayBuffer>,
): Promise<{ status: number; body: { hash?: string } }> => {
  const isBinary = body instanceof Uint8Array;
  const answer = await fetch(`${server.origin}/api/ledgers/${server.ledger}/${path}`, {
    method,
    headers: {
      origin: server.origin,
      cookie: server.owner.cookie,
      ...(body === undefined
        ? {}
        : {
            'content-type': isBinary ? 'application/vnd.apache.arrow.stream' : 'application/json',
          }),
    },
    body: isBinary ? body : body && JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
};

/** What is asked twice while the disk is slow, and the statuses of both answers once it is not. */
const twice = async (request: () => ReturnType<typeof ask>): Promise<number[]> => {
  const live = await server.documents.open(`ledger/${server.ledger}`);
  const { last } = live.commits;
  const answered: number[] = [];
  server.log.pause();
  const first = request().then(({ status }) => answered.push(status));
  await until(() => live.commits.last > last);
  const second = request().then(({ status }) => answered.push(status));
  await aWhile();
  expect(answered).toEqual([]);
  server.log.resume();
  await Promise.all([first, second]);
  return answered;
};

test('SYNC-7 an import that is asked for again is answered when it is on disk', async () => {
  const [block] = encodeSegments([{ id: row, values: { name: 'sealed' } }]);
  const bytes = Uint8Array.from(block!.bytes);
  const { body } = await ask('POST', `segments?table=${table}&layer=${layer}`, bytes);
  const named = { layer, table, segments: [{ hash: body.hash }] };
  expect(await twice(() => ask('POST', 'layers', named))).toEqual([201, 201]);
});

test('SYNC-7 a row that is gone is told to be gone when that is on disk', async () => {
  const rows = [{ id: row, values: { name: 'a row' } }];
  await server.writers.applyLedger(server.ledger, [{ type: 'addRows', table, rows }], null);
  const answered = await twice(() => ask('DELETE', `tables/${table}/rows/${row}`));
  expect(answered.sort()).toEqual([204, 404]);
});

test('SYNC-7 what was read of a document that then could not be stored is not told', async () => {
  const rows = [{ id: row, values: { name: 'a row' } }];
  await server.writers.applyLedger(server.ledger, [{ type: 'addRows', table, rows }], null);
  server.log.failFor(`ledger/${server.ledger}`);
  server.log.pause();
  const remove = () => ask('DELETE', `tables/${table}/rows/${row}`);
  const live = await server.documents.open(`ledger/${server.ledger}`);
  const { last } = live.commits;
  const first = remove();
  await until(() => live.commits.last > last);
  const second = remove();
  await aWhile();
  server.log.resume();
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([503, 503]);
});
