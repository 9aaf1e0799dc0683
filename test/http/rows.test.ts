import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Change, isComputed } from '../../shared/model/index.ts';
import { type ApiServer, type Client, startApi } from './dataServer.ts';

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
  expect(answer.status).toBe(201);
  return answer.body.rows as unknown as Row[];
};

const all = async (client: Client = server.owner, path = rows, limit = 1_000): Promise<Row[]> => {
  const found: Row[] = [];
  let next: unknown = '';
  while (next !== null) {
    const cursor = next === '' ? '' : `&cursor=${String(next)}`;
    const page = await client.ask('GET', `${path}?limit=${limit}${cursor}`);
    expect(page.status).toBe(200);
    found.push(...(page.body.rows as unknown as Row[]));
    next = page.body.next;
  }
  return found;
};

const find = async (id: string): Promise<Row | undefined> =>
  (await all()).find((row) => row.id === id);

describe('the rows of a table', () => {
  it('API-1: are added with values by column key, and read back so in the order sent', async () => {
    const added = await add(
      {
        name: '王小明',
        kind: 'individual',
        phone: '13800138000',
        dealCount: 3,
        tags: ['VIP', '新客'],
      },
      { name: '李雷', averageTicket: '1,200.50', birthday: '1990-05-06', intent: '明确' },
    );
    expect(added[0]!.values).toMatchObject({
      name: '王小明',
      kind: 'individual',
      dealCount: 3,
      intent: null,
    });
    expect([...(added[0]!.values.tags as string[])].sort()).toEqual(['VIP', '新客']);
    expect(added[1]!.values).toMatchObject({
      averageTicket: 1200.5,
      birthday: '1990-05-06',
      intent: 'clear',
    });
    const read = await all();
    expect(read.slice(-2)).toEqual(added);
  });

  it('API-2: make options and tags that do not exist, once, before the cells that name them', async () => {
    const made = ['A', 'a', 'Ａ'].map((tag) => ({ tags: [`Gold ${tag}`], outlet: '城东支行' }));
    const added = await add(...made);
    const workspace = await server.writers.readWorkspace();
    expect(workspace.tags().filter(({ name }) => name === 'Gold A').length).toBe(1);
    expect(workspace.options('customers', 'outlet').map(({ name }) => name)).toEqual(['城东支行']);
    expect(added.map(({ values }) => values.tags)).toEqual([['Gold A'], ['Gold A'], ['Gold A']]);
  });

  it('API-3: keep text that a column cannot read as unread, and say so', async () => {
    const body = { rows: [{ values: {} }, { values: { dealCount: 'many', name: 'x' } }] };
    const answer = await server.owner.ask('POST', rows, body);
    expect(answer.body.problems).toEqual([{ row: 1, column: 'dealCount', reason: 'notANumber' }]);
    const [, row] = answer.body.rows as unknown as Row[];
    expect(row!.values.dealCount).toEqual({ unread: 'many' });
    expect(await find(row!.id)).toEqual(row);
  });

  it('API-4: are refused whole when a column is unknown, naming it', async () => {
    const before = (await all()).length;
    const body = { rows: [{ values: { name: 'x' } }, { values: { colour: 'red' } }] };
    const answer = await server.owner.ask('POST', rows, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid', field: 'rows.1.values.colour' });
    expect((await all()).length).toBe(before);
    for (const wrong of [{}, { rows: [] }, { rows: [{}] }])
      expect((await server.owner.ask('POST', rows, wrong)).status).toBe(400);
  });

  it('API-5: change cell by cell, and leave the others', async () => {
    const [row] = await add({ name: 'before', dealCount: 1, tags: ['one'] });
    const path = `${rows}/${row!.id}`;
    const answer = await server.owner.ask('PATCH', path, {
      values: { name: 'after', tags: ['one', 'two'], note: null },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.values).toMatchObject({ name: 'after', dealCount: 1 });
    expect((await find(row!.id))!.values).toEqual(answer.body.values);
    expect(
      (await server.owner.ask('PATCH', path, { values: { colour: 'red' } })).body,
    ).toMatchObject({ code: 'invalid', field: 'values.colour' });
  });

  it('API-6: go to the recycle bin when they are deleted', async () => {
    const [row] = await add({ name: 'gone' });
    const path = `${rows}/${row!.id}`;
    expect((await server.owner.ask('DELETE', path)).status).toBe(204);
    expect(await find(row!.id)).toBeUndefined();
    expect((await server.owner.ask('DELETE', path)).status).toBe(404);
    expect((await server.owner.ask('PATCH', path, { values: { name: 'x' } })).status).toBe(404);
    const ledger = await server.writers.readLedger(server.shared);
    const number = ledger.table('customers').rowOf(row!.id)!;
    expect(ledger.table('customers').cell(number, 'name')).toBe('gone');
    await server.writers.applyLedger(
      server.shared,
      [{ type: 'restoreRows', table: 'customers', rows: [row!.id] }],
      null,
    );
    expect(await find(row!.id)).toEqual(row);
  });

  it('API-7: come by the thousand, page after page, each once', async () => {
    const path = `/api/ledgers/${server.shared}/tables/followUps/rows`;
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      values: { summary: `s${index}` },
    }));
    const answer = await server.owner.ask('POST', path, { rows: many });
    expect(answer.status).toBe(201);
    expect((answer.body.rows as unknown as Row[]).length).toBe(10_000);
    const read = await all(server.owner, path, 900);
    expect(read.map(({ values }) => values.summary)).toEqual(
      many.map(({ values }) => values.summary),
    );
    const ledger = await server.writers.readLedger(server.shared);
    expect(ledger.segmentReferences().length).toBe(2);
    expect((await server.owner.ask('POST', path, { rows: [...many, ...many] })).status).toBe(400);
  });

  it('API-8: are read in pages that have a limit, and not with a cursor that is none', async () => {
    expect((await server.owner.ask('GET', `${rows}?limit=50000`)).status).toBe(200);
    for (const query of ['limit=0', 'limit=x', 'cursor=x'])
      expect((await server.owner.ask('GET', `${rows}?${query}`)).body).toMatchObject({
        status: 400,
        field: query.split('=')[0],
      });
  });

  it('API-20: lose no digit of a number that JSON cannot carry: it is refused, and text is taken', async () => {
    const long = JSON.parse('110101199003074733') as number;
    expect(
      (await server.owner.ask('POST', rows, { rows: [{ values: { idNumber: long } }] })).body,
    ).toMatchObject({ status: 400, code: 'invalid', field: 'rows.0.values.idNumber' });
    const [row] = await add({ idNumber: '110101199003074733' });
    expect(row!.values.idNumber).toBe('110101199003074733');
  });

  it('API-21: are deleted by requests that name a content type but send nothing', async () => {
    const [row] = await add({ name: 'gone' });
    const { status } = await server.owner.ask('DELETE', `${rows}/${row!.id}`, undefined, {
      'content-type': 'application/json',
    });
    expect(status).toBe(204);
  });

  it('API-22: are described: tables and columns by the keys that the API has for them', async () => {
    const ledger = rows.split('/')[3];
    const { body } = await server.owner.ask('GET', `/api/ledgers/${ledger}/tables`);
    const tables = body as unknown as { key: string; columns: { key: string; type: string }[] }[];
    expect(tables.map(({ key }) => key)).toEqual(['customers', 'followUps', 'deals', 'tasks']);
    expect(tables[0]!.columns).toContainEqual(
      expect.objectContaining({ key: 'tags', type: 'tags' }),
    );
  });

  it('API-9: are there for readers, changed by writers only, and unknown to everyone else', async () => {
    const [row] = await add({ name: 'mine' });
    const viewer = await server.member('Vera', 'viewer');
    expect((await viewer.ask('GET', rows)).status).toBe(200);
    const made = await server.owner.ask('POST', '/api/ledgers', { name: 'Private' });
    const secret = `/api/ledgers/${String(made.body.id)}/tables/customers/rows`;
    expect((await server.owner.ask('POST', secret, { rows: [{ values: {} }] })).status).toBe(201);
    for (const [method, path, body] of [
      ['POST', rows, { rows: [{ values: {} }] }],
      ['PATCH', `${rows}/${row!.id}`, { values: {} }],
      ['DELETE', `${rows}/${row!.id}`, undefined],
    ] as const) {
      expect((await viewer.ask(method, path, body)).status).toBe(403);
      expect(
        (await viewer.ask(method, path.replace(server.shared, String(made.body.id)), body)).status,
      ).toBe(404);
    }
    expect((await viewer.ask('GET', secret)).status).toBe(404);
    expect((await server.owner.ask('GET', rows.replace('customers', 'nothing'))).status).toBe(404);
    const stranger = await server.app.inject({ method: 'GET', url: rows });
    expect(stranger.statusCode).toBe(401);
  });

  it('API-10: tell in events who did what when, before and after', async () => {
    const events = `/api/ledgers/${server.shared}/events`;
    let after = 0;
    for (;;) {
      const page = await server.owner.ask('GET', `${events}?after=${after}&limit=1000`);
      if (page.body.next === null) {
        after = (page.body.events as unknown as { id: number }[]).at(-1)?.id ?? after;
        break;
      }
      after = page.body.next as unknown as number;
    }
    const [row] = await add({ name: 'one' });
    await server.owner.ask('PATCH', `${rows}/${row!.id}`, { values: { name: 'two' } });
    const answer = await server.owner.ask('GET', `${events}?after=${after}`);
    const told = answer.body.events as unknown as { by: string; changes: Change[] }[];
    expect(told.map(({ by }) => by)).toEqual([server.owner.user, server.owner.user]);
    expect(told[1]!.changes).toEqual([
      { table: 'customers', row: row!.id, column: 'name', before: 'one', after: 'two' },
    ]);
  });

  it('API-13: link rows of another table by title or id, and answer ids', async () => {
    const [customer] = await add({ name: '韩梅梅' });
    const path = rows.replace('customers', 'deals');
    const sent = ['韩梅梅', customer!.id, '没有这个人'].map((of) => ({ values: { customer: of } }));
    const answer = await server.owner.ask('POST', path, { rows: sent });
    const linked = (answer.body.rows as unknown as Row[]).map(({ values }) => values.customer);
    expect(linked).toEqual([customer!.id, customer!.id, { unread: '没有这个人' }]);
    expect(answer.body.problems).toEqual([{ row: 2, column: 'customer', reason: 'unknownRow' }]);
  });

  it('API-14: take any JSON for any column, and read it back as they answered it', async () => {
    const workspace = await server.writers.readWorkspace();
    const path = rows.replace('customers', 'tasks');
    for (const [table, url] of [
      ['customers', `${rows}`],
      ['tasks', path],
    ] as const) {
      const written = workspace.columns(table).filter((column) => !isComputed(column));
      const keys = written.map(({ key }) => key);
      const isWritten = ([key]: [string, unknown]): boolean => keys.includes(key);
      const carried = fc
        .jsonValue({ maxDepth: 2 })
        // A body with such a name in it is refused before anybody reads it.
        .filter((json) => !/__proto__|constructor/.test(JSON.stringify(json)))
        .filter((json) => !Number.isInteger(json) || Number.isSafeInteger(json));
      const values = fc.dictionary(fc.constantFrom(...keys), carried);
      await fc.assert(
        fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 8 }), async (sent) => {
          const body = { rows: sent.map((of) => ({ values: of })) };
          const answer = await server.owner.ask('POST', url, body);
          expect(answer.status).toBe(201);
          const added = answer.body.rows as unknown as Row[];
          const read = await all(server.owner, url);
          expect(read.slice(-added.length)).toEqual(added);
          const again = {
            rows: added.map((row) => ({
              values: Object.fromEntries(Object.entries(row.values).filter(isWritten)),
            })),
          };
          const same = await server.owner.ask('POST', url, again);
          expect((same.body.rows as unknown as Row[]).map((row) => row.values)).toEqual(
            added.map((row) => row.values),
          );
        }),
        { numRuns: 25 },
      );
    }
  });

  it('API-11: written at once by several, are all there in the next answer', async () => {
    const before = (await all()).length;
    await Promise.all(Array.from({ length: 20 }, (_, index) => add({ name: `at once ${index}` })));
    expect((await all()).length).toBe(before + 20);
  });
});
