import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { monotonicFactory } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSegments } from '../../shared/documents/encodeSegment.ts';
import type { CellValue } from '../../shared/model/index.ts';
import { type ApiServer, type Client, startApi } from './dataServer.ts';

const table = 'customers';
const ulid = monotonicFactory();
const arrow = { 'content-type': 'application/vnd.apache.arrow.stream' };

let server: ApiServer;
let ledger: string;
beforeAll(async () => {
  server = await startApi();
  ledger = `/api/ledgers/${server.shared}`;
});
afterAll(() => server.close());

const encode = (names: readonly string[], more: Record<string, CellValue> = {}) =>
  encodeSegments(names.map((name) => ({ id: ulid(), values: { name, ...more } }))).map(
    ({ bytes }) => bytes,
  );

const upload = (bytes: Uint8Array, layer: string, client: Client = server.owner, more = {}) =>
  client.ask('POST', `${ledger}/segments?table=${table}&layer=${layer}`, Buffer.from(bytes), {
    ...arrow,
    ...more,
  });

const name = (layer: string, hashes: readonly unknown[], client: Client = server.owner) =>
  client.ask('POST', `${ledger}/layers`, {
    layer,
    table,
    segments: hashes.map((hash) => ({ hash })),
  });

const names = async (): Promise<unknown[]> => {
  const answer = await server.owner.ask('GET', `${ledger}/tables/${table}/rows?limit=1000`);
  return (answer.body.rows as unknown as { values: { name: unknown } }[]).map(
    ({ values }) => values.name,
  );
};

describe('segments over HTTP', () => {
  it('SEGMENT-8: show their rows when the layer is named, all at once and once', async () => {
    const layer = ulid();
    const blocks = [encode(['first', 'second'])[0]!, encode(['third'])[0]!];
    const hashes: unknown[] = [];
    for (const block of blocks) {
      const answer = await upload(block, layer);
      expect(answer.status).toBe(201);
      hashes.push(answer.body.hash);
    }
    expect(await names()).toEqual([]);
    expect((await name(layer, hashes)).status).toBe(201);
    expect(await names()).toEqual(['first', 'second', 'third']);
    expect((await name(layer, hashes)).status).toBe(201);
    expect((await upload(blocks[0]!, layer)).body.hash).toBe(hashes[0]);
    expect((await names()).length).toBe(3);
    const events = await server.owner.ask('GET', `${ledger}/events?limit=1000`);
    const told = events.body.events as unknown as { layer: string | null; by: string }[];
    expect(told.filter((event) => event.layer === layer)).toMatchObject([
      { by: server.owner.user },
    ]);
  });

  it('SEGMENT-9: are refused when bytes are not a segment, or a row is there already', async () => {
    const layer = ulid();
    expect((await upload(Buffer.from('no segment'), layer)).body).toMatchObject({
      status: 422,
      code: 'badSegment',
    });
    const [block] = encode(['again']);
    const { hash } = (await upload(block!, layer)).body;
    await name(layer, [hash]);
    expect((await upload(block!, ulid())).status).toBe(422);
    expect((await name(ulid(), [hash])).status).toBe(422);
    const [other] = encode(['twice in one layer']);
    const uploaded = (await upload(other!, ulid())).body.hash;
    expect((await name(ulid(), [uploaded, uploaded])).status).toBe(422);
    expect((await name(ulid(), ['0'.repeat(64)])).body).toMatchObject({
      status: 400,
      field: 'segments.0.hash',
    });
  });

  it('SEGMENT-9: of two imports with the same row that are named at once, one is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const id = ulid();
      const layers = await Promise.all(
        ['one', 'other'].map(async (text) => {
          const layer = ulid();
          const rows = [{ id, values: { name: text } }];
          const more = Array.from({ length: round }, () => ({ id: ulid(), values: {} }));
          const { hash } = (await upload(encodeSegments([...rows, ...more])[0]!.bytes, layer)).body;
          return { layer, hash };
        }),
      );
      const answers = await Promise.all(layers.map(({ layer, hash }) => name(layer, [hash])));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    }
  });

  it('SEGMENT-10: are served by hash, for ever the same, to those who may read the ledger', async () => {
    const [block] = encode(['served'], { note: '一'.repeat(5_000) });
    const { hash } = (await upload(block!, ulid())).body;
    const answer = await server.owner.ask('GET', `${ledger}/segments/${String(hash)}`);
    expect(answer.status).toBe(200);
    expect(new Uint8Array(answer.raw)).toEqual(block);
    expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const viewer = await server.member('Vera', 'viewer');
    expect((await viewer.ask('GET', `${ledger}/segments/${String(hash)}`)).status).toBe(200);
    expect((await upload(block!, ulid(), viewer)).status).toBe(403);
    expect((await name(ulid(), [hash], viewer)).status).toBe(403);
    const made = await server.owner.ask('POST', '/api/ledgers', { name: 'Private' });
    const secret = `/api/ledgers/${String(made.body.id)}`;
    expect((await viewer.ask('GET', `${secret}/segments/${String(hash)}`)).status).toBe(404);
    // Known here, but not one of that ledger's.
    expect((await server.owner.ask('GET', `${secret}/segments/${String(hash)}`)).status).toBe(404);
  });

  it('SEGMENT-11: may come and go packed', async () => {
    const [block] = encode(['packed'], { note: '一'.repeat(5_000) });
    const packed = gzipSync(block!);
    const answer = await upload(packed, ulid(), server.owner, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(201);
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}${ledger}/segments/${String(answer.body.hash)}`;
    const headers = { authorization: `Bearer ${server.owner.token}`, 'accept-encoding': 'gzip' };
    const response = await fetch(url, { headers });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(block);
    const plain = await fetch(url, { headers: { ...headers, 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(new Uint8Array(await plain.arrayBuffer())).toEqual(block);
  });

  it('SEGMENT-12: are not taken when they are too large, packed ones by what they unpack to', async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
    const answer = await upload(bomb, ulid(), server.owner, { 'content-encoding': 'gzip' });
    expect(answer.body).toMatchObject({ status: 413, code: 'tooLarge' });
  });
});

describe('recovery over HTTP', () => {
  it('API-12: applies what a client never heard about, once, and tells what was overruled', async () => {
    const rows = `${ledger}/tables/${table}/rows`;
    const answer = await server.owner.ask('POST', rows, { rows: [{ values: { name: 'now' } }] });
    const [{ id: row }] = answer.body.rows as unknown as [{ id: string }];
    const entry = (id: string, was: string, value: string) => ({
      id,
      client: 77,
      clock: 0,
      commands: [{ type: 'setCells', table, cells: [{ row, column: 'name', value, was }] }],
    });
    const body = {
      document: `ledger/${server.shared}`,
      generation: 1,
      entries: [entry('one', 'now', 'mine'), entry('two', 'never', 'lost')],
    };
    const first = await server.owner.ask('POST', '/api/recovery', body);
    expect(first.body.outcomes).toEqual([
      { id: 'one', outcome: 'applied' },
      { id: 'two', outcome: 'conflict' },
    ]);
    const again = await server.owner.ask('POST', '/api/recovery', body);
    expect(again.body.outcomes).toEqual([
      { id: 'one', outcome: 'known' },
      { id: 'two', outcome: 'known' },
    ]);
    const events = await server.owner.ask('GET', `${ledger}/events?limit=1000`);
    const conflicts = (events.body.events as unknown as { conflicts: unknown[] }[]).flatMap(
      (event) => event.conflicts,
    );
    expect(conflicts).toEqual([{ table, row, column: 'name', kept: 'mine', overruled: 'lost' }]);
  });
});
