import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteSnippet } from '../../server/http/noteSnippet.ts';
import { noteName } from '../../shared/protocol/documents.ts';
import { writeLine } from '../documents/support/noteWriting.ts';
import { type ApiServer, type Client, startApi } from './dataServer.ts';

let server: ApiServer;
let ledger: string;
beforeAll(async () => {
  server = await startApi();
  ledger = `/api/ledgers/${server.shared}`;
});
afterAll(() => server.close());

const addRow = async (table: string): Promise<string> => {
  const rows = [{ values: {} }];
  const answer = await server.owner.ask('POST', `${ledger}/tables/${table}/rows`, { rows });
  return (answer.body.rows as unknown as [{ id: string }])[0].id;
};

const write = async (row: string, text: string): Promise<void> => {
  const live = await server.documents.open(noteName({ ledger: server.shared, row }));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(live.doc));
  writeLine(doc, text);
  live.receive(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(live.doc)), server.owner.user);
  await live.commits.settled();
};

const find = (query: string, client: Client = server.owner) =>
  client.ask('GET', `${ledger}/notes?${query}`);

const text = (query: string): string => `text=${encodeURIComponent(query)}`;

describe('notes over HTTP', () => {
  test('API-30: are found by what they say, in every table, with the row that they belong to', async () => {
    const [customer, deal] = [await addRow('customers'), await addRow('deals')];
    await write(customer, '客户要求延期付款');
    await write(deal, '合同延期');
    expect((await find(text('延期'))).body).toEqual({
      notes: [
        { id: deal, table: 'deals', snippet: '合同延期' },
        { id: customer, table: 'customers', snippet: '客户要求延期付款' },
      ],
      next: null,
    });
    expect((await find(text('%'))).body.notes).toEqual([]);
  });

  test('API-31: only of rows that are listed, page after page, each once', async () => {
    const rows: string[] = [];
    for (let i = 0; i < 7; i++) {
      rows.push(await addRow('customers'));
      await write(rows[i]!, `paged ${i}`);
    }
    for (const row of [rows[1], rows[6]])
      await server.owner.ask('DELETE', `${ledger}/tables/customers/rows/${row}`);
    await write('01JD000000000000000000N0RW', 'paged, of no row');
    const found: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await find(`${text('PAGED')}&limit=2${after}`);
      found.push(...(body.notes as unknown as { id: string }[]).map(({ id }) => id));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(found).toEqual([rows[5], rows[4], rows[3], rows[2], rows[0]]);
  });

  test('API-32: of a ledger that one is not in are not found, nor is the ledger', async () => {
    const stranger = await server.member('Cyd');
    const made = await server.owner.ask('POST', '/api/ledgers', { name: 'Own' });
    const own = String(made.body.id);
    const url = `/api/ledgers/${own}/notes?text=a`;
    expect((await server.owner.ask('GET', url)).body).toEqual({ notes: [], next: null });
    expect((await stranger.ask('GET', url)).status).toBe(404);
    for (const wrong of ['', 'text=', 'text=a&limit=0', 'text=a&after=x'])
      expect((await find(wrong)).body.code).toBe('invalid');
  });

  test('API-33: show the place in a long line where it stands', () => {
    const line = `${'前'.repeat(200)}ＡＢＣ１２３${'后'.repeat(200)}`;
    const snippet = noteSnippet(`something else\n${line}`, 'abc1');
    expect(snippet).toBe(`…${'前'.repeat(40)}ＡＢＣ１２３${'后'.repeat(38)}…`);
    expect(noteSnippet('a line\nanother', 'THE')).toBe('another');
    expect(noteSnippet('ﬃ ﬃ here', 'ffi h')).toBe('ﬃ ﬃ here');
    expect(noteSnippet('', 'x')).toBe('');
    const book = `${'前, '.repeat(700_000)}é́ＡＢＣ${'后 '.repeat(700_000)}`;
    const near = noteSnippet(book, 'abc');
    expect(near).toBe(`…${'前, '.repeat(13).slice(1)}é́ＡＢＣ${'后 '.repeat(20)}…`);
  });
});
