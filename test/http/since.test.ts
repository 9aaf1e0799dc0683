import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnTypeId } from '../../shared/model/index.ts';
import { type ApiServer, type Client, startApi } from './dataServer.ts';

let server: ApiServer;
let table: string;
beforeAll(async () => {
  server = await startApi();
  table = `/api/ledgers/${server.shared}/tables/deals`;
});
afterAll(() => server.close());

const add = async (values: object): Promise<string> => {
  const body = { rows: [{ values }] };
  const answer = await server.owner.ask('POST', `${table}/rows`, body);
  return (answer.body.rows as unknown as { id: string }[])[0]!.id;
};
const change = async (row: string, values: object): Promise<number> => {
  const asked = Date.now();
  expect((await server.owner.ask('PATCH', `${table}/rows/${row}`, { values })).status).toBe(200);
  return asked;
};
const since = async (column = 'stage', client: Client = server.owner) =>
  (await client.ask('GET', `${table}/since/${column}`)).body.since as unknown as Record<
    string,
    number
  >;

describe('since when rows have their value', () => {
  it('API-23: is told for rows whose value changed, by the last change', async () => {
    const row = await add({ name: '年度采购', stage: 'contact' });
    expect(await since()).not.toHaveProperty(row);
    const first = await change(row, { stage: 'needs' });
    const told = (await since())[row]!;
    expect(told).toBeGreaterThanOrEqual(first);
    await change(row, { stage: 'needs', name: '年度采购（续）' });
    expect((await since())[row]).toBe(told);
    const last = await change(row, { stage: 'contact' });
    expect((await since())[row]).toBeGreaterThanOrEqual(last);
    await change(row, { stage: null });
    expect(Object.keys(await since('lossReason'))).not.toContain(row);
  });

  it('API-23: is kept for select columns only, and only where rows may be read', async () => {
    const status = async (path: string, client = server.owner): Promise<number> =>
      (await client.ask('GET', path)).status;
    expect(await status(`${table}/since/nothing`)).toBe(404);
    expect(await status(`${table}/since/amount`)).toBe(400);
    expect(await status(`${table.replace('deals', 'nothing')}/since/stage`)).toBe(404);
    const viewer = await server.member('Vera', 'viewer');
    expect(await status(`${table}/since/stage`, viewer)).toBe(200);
    const made = await server.owner.ask('POST', '/api/ledgers', { name: 'Private' });
    const secret = table.replace(server.shared, String(made.body.id));
    expect(await status(`${secret}/since/stage`, viewer)).toBe(404);
    expect(await status(`${secret}/since/stage`)).toBe(200);
  });

  it('API-23: is found by the key and by the id of a column that people made', async () => {
    const id = '01JD0000000000000000000REG';
    const type: ColumnTypeId = 'select';
    const properties = { name: '地区', key: '地区', type, order: 'Z' };
    const record = { type: 'setRecord', collection: 'columns', id: `deals/${id}` } as const;
    await server.writers.applyWorkspace([{ ...record, properties }], null);
    const row = await add({ name: '新网点', 地区: '城东' });
    await change(row, { 地区: '城西' });
    expect(await since(encodeURIComponent('地区'))).toHaveProperty(row);
    expect(await since(id)).toEqual(await since(encodeURIComponent('地区')));
  });
});
