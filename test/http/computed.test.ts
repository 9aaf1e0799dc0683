import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApi } from './dataServer.ts';

let server: ApiServer;
let rows: string;
beforeAll(async () => {
  server = await startApi();
  rows = `/api/ledgers/${server.shared}/tables/customers/rows`;
});
afterAll(() => server.close());

interface Row {
  readonly id: string;
  readonly values: Record<string, unknown>;
}

const add = async (...values: object[]): Promise<readonly Row[]> => {
  const answer = await server.owner.ask('POST', rows, {
    rows: values.map((of) => ({ values: of })),
  });
  return answer.body.rows as unknown as Row[];
};
const change = (row: Row, values: object) =>
  server.owner.ask('PATCH', `${rows}/${row.id}`, { values });
const read = async (row: Row): Promise<Row | undefined> =>
  ((await server.owner.ask('GET', `${rows}?limit=1000`)).body.rows as unknown as Row[]).find(
    ({ id }) => id === row.id,
  );

describe('computed columns in the API', () => {
  it('FORM-37: are in every answer, as the cells stand in it', async () => {
    const [first, second] = await add(
      { name: '望岳茶行', dealCount: 3, averageTicket: 5_200 },
      { name: '李雷', intent: '明确' },
    );
    expect([first!.values.tier, second!.values.tier]).toEqual(['A', 'B']);
    expect(await read(first!)).toEqual(first);
    const changed = await change(second!, { intent: null });
    expect(changed.body.values).toMatchObject({ tier: 'C' });
    expect((await read(second!))!.values.tier).toBe('C');
  });

  it('FORM-37: answer an error as what it is, without ids of columns', async () => {
    const [row] = await add({ name: 'x', dealCount: 'many' });
    expect(row!.values.tier).toEqual({ error: '#VALUE!' });
    expect(await read(row!)).toEqual(row);
    expect((await change(row!, { dealCount: 2 })).body.values).toMatchObject({ tier: 'B' });
  });

  it('FORM-38: cannot be written: what to write instead is said', async () => {
    const [row] = await add({ name: 'x' });
    const refused = [
      await change(row!, { name: 'y', tier: 'A' }),
      await server.owner.ask('POST', rows, { rows: [{ values: {} }, { values: { tier: null } }] }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400]);
    expect(refused.map(({ body }) => body.field)).toEqual(['values.tier', 'rows.1.values.tier']);
    for (const { body } of refused)
      expect(body.detail).toContain('"dealCount", "averageTicket", "intent"');
    expect((await read(row!))!.values.name).toBe('x');
  });

  it('FORM-38: are marked where columns are listed', async () => {
    const { body } = await server.owner.ask('GET', `/api/ledgers/${server.shared}/tables`);
    const [customers] = body as unknown as { columns: { key: string; computed: boolean }[] }[];
    const computed = customers!.columns.filter((column) => column.computed);
    expect(computed.map(({ key }) => key)).toEqual(['tier']);
  });
});
