import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, type Client, startApi } from './dataServer.ts';

let server: ApiServer;
let rows: string;
beforeAll(async () => {
  server = await startApi();
  rows = `/api/ledgers/${server.shared}/tables/customers/rows`;
});
afterAll(() => server.close());

const add = (client: Client, body: string, path = rows) =>
  client.ask('POST', path, body, { 'content-type': 'application/json' });
const lists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('what is sent', () => {
  it('LIMIT-1: is not even read of people who may not write there', async () => {
    const secret = (await server.owner.ask('POST', '/api/ledgers', { name: 'North' })).body.id;
    const viewer = await server.member('Vera', 'viewer');
    const unread = '{"rows":';
    const north = `/api/ledgers/${String(secret)}/tables/customers/rows`;
    expect((await add(viewer, unread, north)).status).toBe(404);
    expect((await add(viewer, unread)).status).toBe(403);
    expect((await add(server.owner, unread)).status).toBe(400);
    const patch = await viewer.ask('PATCH', `${north}/any`, unread, {
      'content-type': 'application/json',
    });
    expect(patch.status).toBe(404);
  });

  it('LIMIT-1: is limited, of one row more than of many', async () => {
    const note = (size: number) => JSON.stringify({ values: { note: 'x'.repeat(size) } });
    const type = { 'content-type': 'application/json' };
    const large = await server.owner.ask('PATCH', `${rows}/any`, note(2_000_000), type);
    expect([large.status, large.body.code]).toEqual([413, 'tooLarge']);
    expect((await add(server.owner, `{"rows":[${note(17_000_000)}]}`)).status).toBe(413);
    const many = `{"rows":[${'{},'.repeat(10_000)}{}]}`;
    const refused = await add(server.owner, many);
    expect([refused.status, refused.body.field]).toEqual([400, 'rows']);
  });

  it('CARE-64: is told by its code when a value is too long, and nothing of it is written', async () => {
    const values = [{ name: 'CARE-64' }, { name: 'CARE-64', note: 'x'.repeat(262_145) }];
    const rowsSent = values.map((one) => ({ values: one }));
    const answer = await add(server.owner, JSON.stringify({ rows: rowsSent }));
    expect([answer.status, answer.body.code]).toEqual([422, 'valueTooLong']);
    const listed = await server.owner.ask('GET', `${rows}?limit=1000`);
    expect(JSON.stringify(listed.body)).not.toContain('CARE-64');
  });

  it.each([65, 200_000])('LIMIT-2: is refused when it is nested %i levels deep', async (depth) => {
    const values = `{"values":{"name":${lists(depth)}}}`;
    const added = await add(server.owner, `{"rows":[${values}]}`);
    expect([added.status, added.body.code, added.body.field]).toEqual([
      400,
      'invalid',
      'rows.0.values.name',
    ]);
    const type = { 'content-type': 'application/json' };
    const changed = await server.owner.ask('PATCH', `${rows}/any`, values, type);
    expect([changed.status, changed.body.field]).toEqual([400, 'values.name']);
    const command = `{"type":"setCells","table":"customers","cells":[{"row":"r","column":"c","value":${lists(depth)}}]}`;
    const entry = `{"id":"e","client":1,"clock":0,"commands":[${command}]}`;
    const body = `{"document":"ledger/${server.shared}","generation":1,"entries":[${entry}]}`;
    expect((await add(server.owner, body, '/api/recovery')).status).toBe(400);
  });

  it('LIMIT-2: may be nested as deep as any value is', async () => {
    const answer = await add(server.owner, `{"rows":[{"values":{"note":${lists(60)}}}]}`);
    expect(answer.status).toBe(201);
  });

  it('LIMIT-3: makes no options and tags for a row that is not there', async () => {
    const names = () =>
      server.writers.readWorkspace().then((workspace) => workspace.tags().map(({ name }) => name));
    const before = await names();
    const change = { values: { tags: ['never made'] } };
    const answer = await server.owner.ask('PATCH', `${rows}/01JD0000000000000000000000`, change);
    expect(answer.status).toBe(404);
    expect(await names()).toEqual(before);
  });
});
