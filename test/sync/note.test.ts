import { $createTextNode, $getRoot, type ElementNode } from 'lexical';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { noteRoot } from '../../shared/documents/note.ts';
import { lexicalNote } from '../documents/support/lexicalNote.ts';
import { writeLine } from '../documents/support/noteWriting.ts';
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

const type = (who: Awaited<ReturnType<typeof edit>>, text: string): void =>
  who.update(() => $getRoot().getFirstChild<ElementNode>()!.append($createTextNode(text)));

describe('a note', () => {
  test('NOTE-1 two people who begin at once write into one note, and both see all of it', async () => {
    const [ada, bert] = [await edit(server.owner), await edit(await server.addMember('Bert'))];
    type(ada, 'from Ada');
    type(bert, 'from Bert');
    await until(() => ada.client.stored > 0 && bert.client.stored > 0);
    await until(() => ada.json() === bert.json());
    expect(ada.text()).toContain('from Ada');
    expect(ada.text()).toContain('from Bert');
    expect(JSON.parse(ada.json()).root.children).toHaveLength(1);
  });

  test('NOTE-14 what was written offline arrives when the person comes back, also after an undo', async () => {
    const [ada, bert] = [await edit(server.owner), await edit(await server.addMember('Bert'))];
    ada.client.socket.disconnect();
    type(ada, 'offline');
    ada.undoManager.undo();
    ada.settle();
    type(ada, 'kept');
    type(bert, 'online');
    await until(() => bert.client.stored > 0);
    ada.client.socket.connect();
    await until(() => ada.json() === bert.json() && bert.text().includes('kept'));
    expect(bert.text()).toContain('online');
    expect(bert.text()).not.toContain('offline');
    expect(ada.client.endings).toEqual([]);
  });

  test('NOTE-15 opens only for members of its ledger, and a viewer writes nothing into it', async () => {
    const viewer = await server.addMember('Vera', 'viewer');
    const { id } = await server.access.ledgers.make(server.owner.actor, 'Own');
    const rows = [{ id: row, values: {} }];
    await server.writers.addRows(id, { table: 'customers', rows, layer: '', at: 0 }, null);
    // The row is claimed in a ledger of another's own: that is another note.
    const claimed = await edit(server.owner, `note/${id}/${row}`);
    type(claimed, 'not yours');
    await until(() => claimed.client.stored > 0);
    const stranger = open(viewer, `note/${id}/${row}`);
    await until(() => stranger.endings.length > 0);
    expect(stranger.endings).toEqual(['forbidden']);

    const reading = await edit(viewer);
    type(reading, 'in vain');
    const ada = await edit(server.owner);
    type(ada, 'for all');
    await until(() => reading.text().includes('for all'));
    expect(ada.text()).toBe('for all');
    expect(reading.client.stored).toBe(0);
  });

  test('NOTE-15 who is taken out of the ledger is cut off from its notes at once', async () => {
    const bert = await server.addMember('Bert');
    const [ada, leaving] = [await edit(server.owner), await edit(bert)];
    await server.setLevel(bert, null);
    await until(() => leaving.client.endings.length > 0);
    expect(leaving.client.endings).toEqual(['forbidden']);
    type(ada, 'among ourselves');
    await until(() => ada.client.stored > 0);
    expect(leaving.text()).toBe('');
  });

  test('NOTE-16 is not there without its row, and opens as soon as that arrives', async () => {
    const later = '01JD00000000000000000000R2';
    const name = `note/${server.ledger}/${later}`;
    const early = open(server.owner, name);
    await until(() => early.endings.length > 0);
    expect(early.endings).toEqual(['broken']);
    expect(early.doc.store.clients.size).toBe(0);
    expect(server.documents.find(name)).toBeUndefined();
    const rows = [{ id: later, values: {} }];
    await server.writers.addRows(server.ledger, { table: 'deals', rows, layer: '', at: 0 }, null);
    const command = { type: 'deleteRows', table: 'deals', rows: [later], at: 1 } as const;
    await server.writers.applyLedger(server.ledger, [command], null);
    // In the recycle bin it has its note too.
    const ada = await edit(server.owner, name);
    type(ada, 'in time');
    await until(() => ada.client.stored > 0);
  });

  test('NOTE-17 shows who is where, by the name and colour of the account, and nothing else that is claimed', async () => {
    const person = { type: 'setRecord', collection: 'people' } as const;
    const { user } = server.owner.actor;
    await server.writers.applyWorkspace(
      [{ ...person, id: user, properties: { name: 'Ada', color: '#123456', active: true } }],
      null,
    );
    const [ada, bert] = [open(server.owner), open(await server.addMember('Bert'))];
    await until(() => ada.provider.synced && bert.provider.synced);
    const item = { client: 1, clock: 2 };
    const seen = (): unknown => bert.provider.awareness!.getStates().get(ada.doc.clientID);
    ada.provider.awareness!.setLocalState({
      name: 'Eve',
      color: 'url(x)',
      user: 'eve',
      focusing: true,
      awarenessData: { any: 'thing' },
      anchorPos: { type: item, tname: null, item: { ...item, more: 1 }, assoc: -1 },
      focusPos: { type: 'x', tname: 'meta', item: null, assoc: 'y' },
    });
    await until(() => seen() !== undefined);
    expect(seen()).toEqual({
      user,
      name: 'Ada',
      color: '#123456',
      focusing: true,
      anchorPos: { type: item, tname: null, item, assoc: -1 },
      focusPos: null,
    });
  });

  test('NOTE-18 an update that is refused closes the note for its sender, and for nobody else', async () => {
    const [ada, bert] = [await edit(server.owner), open(await server.addMember('Bert'))];
    await until(() => bert.provider.synced);
    bert.doc.getMap('meta').set('generation', 7);
    await until(() => bert.endings.length > 0);
    expect(bert.endings).toEqual(['refused']);
    type(ada, 'undisturbed');
    await until(() => ada.client.stored > 0);
    expect(ada.doc.getMap('meta').get('generation')).toBe(1);
  });

  test('NOTE-19 takes no more than it has room for, and erasing makes room', async () => {
    const ada = open(server.owner);
    await until(() => ada.provider.synced);
    const megabyte = 'x'.repeat(1_000_000);
    const root = noteRoot(ada.doc);
    for (let i = 0; i < 4; i++) root.insert(root.length, megabyte);
    await until(() => ada.stored >= 4_000_000);
    const bert = open(await server.addMember('Bert'));
    await until(() => bert.provider.synced);
    noteRoot(bert.doc).insert(0, megabyte);
    await until(() => bert.endings.length > 0);
    expect(bert.endings).toEqual(['refused']);
    root.delete(1, 2_000_000);
    const { stored } = ada;
    root.insert(0, megabyte);
    await until(() => ada.stored > stored);
    expect(ada.endings).toEqual([]);
  });

  test('NOTE-20 stock Yjs clients write in it too', async () => {
    const ada = await edit(server.owner);
    const doc = new Y.Doc();
    const stock = new WebsocketProvider(`${server.url}/yjs`, note(), doc, {
      params: { token: server.owner.token },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    await until(() => stock.synced);
    writeLine(doc, 'from elsewhere');
    await until(() => ada.text().includes('from elsewhere'));
    stock.destroy();
  });
});
