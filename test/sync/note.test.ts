import { $createTextNode, $getRoot, type ElementNode } from 'lexical';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { lexicalNote } from '../documents/support/lexicalNote.ts';
import { type Member, startServer, type TestServer } from './support/startServer.ts';
import { type SyncClient, syncClient } from './support/syncClient.ts';
import { until } from './support/until.ts';

let server: TestServer;
let clients: SyncClient[];
let row: string;

beforeEach(async () => {
  server = await startServer();
  clients = [];
  row = '01JD00000000000000000000R1';
  const rows = [{ id: row, values: { name: 'Acme' } }];
  await server.writers.addRows(server.ledger, { table: 'customers', rows, layer: '', at: 0 }, null);
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
});

const note = () => `note/${server.ledger}/${row}`;

const open = (member: Member, name = note(), doc = new Y.Doc()) => {
  const client = syncClient(server, member, name, { doc });
  clients.push(client);
  return client;
};

/** A client with a real editor. */
const edit = async (member: Member, name = note()) => {
  const editor = lexicalNote(new Y.Doc());
  const client = open(member, name, editor.doc);
  await until(() => client.provider.synced);
  return { ...editor, client };
};

test('NOTE-1 two people write into one note at once, and both see all of it', async () => {
  const [ada, bert] = [await edit(server.owner), await edit(await server.addMember('Bert'))];
  for (const [who, text] of [
    [ada, 'from Ada'],
    [bert, 'from Bert'],
  ] as const)
    who.update(() => $getRoot().getFirstChild<ElementNode>()!.append($createTextNode(text)));
  await until(() => ada.client.stored > 0 && bert.client.stored > 0);
  await until(() => ada.json() === bert.json());
  expect(ada.text()).toContain('from Ada');
  expect(ada.text()).toContain('from Bert');
});
