import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Presence } from '../../shared/protocol/documents.ts';
import { forgeUpdate } from '../documents/support/forgeUpdate.ts';
import { type Member, startServer, type TestServer } from './support/startServer.ts';
import { openSocket, type SyncClient, syncClient } from './support/syncClient.ts';
import { aWhile, until } from './support/until.ts';

let server: TestServer;
let bert: Member;
let clients: SyncClient[];

beforeEach(async () => {
  server = await startServer();
  bert = await server.addMember('Bert');
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
});

const open = (
  member: { token: string },
  name = server.document,
  options: Parameters<typeof syncClient>[3] = {},
): SyncClient => {
  const client = syncClient(server, member, name, options);
  clients.push(client);
  return client;
};

describe('who may open what', () => {
  test('RIGHTS-1 nobody opens a document that is not theirs to read', async () => {
    const { id } = await server.access.ledgers.make(server.owner.actor, 'Private');
    for (const name of [
      `ledger/${id}`,
      `me/${server.owner.actor.user}`,
      'ledger/none',
      'what/ever',
    ]) {
      const client = open(bert, name);
      await until(() => client.endings.length > 0);
      expect(client.endings).toEqual(['forbidden']);
      expect(client.doc.store.clients.size).toBe(0);
    }
  });

  test('RIGHTS-2 without a session the socket closes and says why', async () => {
    const client = open({ token: 'spt_wrong' });
    await until(() => client.closeCodes.length > 0);
    expect(client.closeCodes[0]).toBe(4401);
  });

  test('RIGHTS-3 a cookie from a page of somebody else is turned away', async () => {
    const status = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${server.url}/sync`, { headers });
        socket.on('unexpected-response', (_, response) => {
          resolve(response.statusCode);
          socket.terminate();
        });
        socket.on('open', () => {
          resolve(101);
          socket.terminate();
        });
        socket.on('error', () => {});
      });
    const cookie = 'suanpan_session=x';
    const host = server.url.slice('ws://'.length);
    expect(await status({ cookie, origin: 'https://elsewhere.example' })).toBe(403);
    expect(await status({ cookie })).toBe(403);
    expect(await status({ cookie, origin: `http://${host}` })).toBe(101);
  });

  test('RIGHTS-4 a membership that ends closes the open document at once, and nothing more arrives', async () => {
    const [ada, other] = [open(server.owner), open(bert)];
    const own = open(bert, `me/${bert.actor.user}`, { socket: other.socket });
    await until(() => [ada, other, own].every(({ provider }) => provider.synced));
    await server.setLevel(bert, null);
    await until(() => other.endings.includes('forbidden'));
    ada.set('r1', 'after he left');
    await until(() => ada.stored === 1);
    await aWhile();
    expect(other.cell('r1')).toBeUndefined();
    expect(own.messages).toContainEqual({ type: 'ledgersChanged' });
    expect(own.endings).toEqual([]);
  });

  test('RIGHTS-5 who may only read any more writes nothing, and learns it', async () => {
    const [ada, other] = [open(server.owner), open(bert)];
    await until(() => ada.provider.synced && other.provider.synced);
    await server.setLevel(bert, 'read');
    await until(() => other.endings.includes('refused'));
    const again = open(bert);
    await until(() => again.provider.synced);
    expect(again.provider.authorizedScope).toBe('readonly');
    again.set('r1', 'as a reader');
    await aWhile();
    expect(ada.cell('r1')).toBeUndefined();
    expect(again.provider.hasUnsyncedChanges).toBe(true);
  });

  test('RIGHTS-6 a token that is taken back and a person who leaves lose their sockets', async () => {
    const other = open(bert);
    const own = open(bert, `me/${bert.actor.user}`, { socket: other.socket });
    await until(() => other.provider.synced && own.provider.synced);
    await server.access.tokens.remove(bert.actor, bert.actor.credential);
    await until(() => other.closeCodes.includes(4401));
    expect(own.messages).toContainEqual({ type: 'signedOut' });

    const cara = await server.addMember('Cara');
    const third = open(cara);
    await until(() => third.provider.synced);
    await server.access.people.change(server.owner.actor, cara.actor.user, { active: false });
    await until(() => third.closeCodes.includes(4401));
  });

  test('RIGHTS-7 presence carries who the server knows it is, and only ids', async () => {
    const [ada, other] = [open(server.owner), open(bert)];
    await until(() => ada.provider.synced && other.provider.synced);
    const cell = { table: 'customers', row: 'r1', column: 'note' };
    other.provider.awareness!.setLocalState({
      user: server.owner.actor.user,
      name: 'Ada',
      cell: { ...cell, html: '<b>' },
      typing: 'yes',
    });
    const shown = (): Presence | undefined =>
      ada.provider.awareness!.getStates().get(other.doc.clientID) as Presence | undefined;
    await until(() => shown()?.cell?.row === 'r1');
    expect(shown()).toEqual({ user: bert.actor.user, cell, typing: false });

    const thief = new Y.Doc();
    thief.clientID = other.doc.clientID;
    const third = open(server.owner, server.document, { doc: thief });
    await until(() => third.provider.synced);
    for (let i = 0; i < 50; i++) third.provider.setAwarenessField('typing', true);
    await aWhile();
    expect(shown()?.user).toBe(bert.actor.user);
  });
});

describe('forged updates', () => {
  const forgeries = (victim: number): [string, Uint8Array][] => {
    const place = { map: 'cells:customers', key: 'r9/note' };
    const one = (client: number, clock: number, struct: object) =>
      forgeUpdate({ clients: [{ client, clock, structs: [struct] }] });
    return [
      ["somebody else's client id", one(victim, 1, place)],
      ["the server's client id", one(1, 99, place)],
      ['a gap', one(4_000_001, 7, place)],
      ['an unknown map', one(4_000_002, 0, { map: 'evil', key: 'x' })],
      ['a server-only map', one(4_000_003, 0, { map: 'meta', key: 'generation', value: 9 })],
      ['a segment', one(4_000_004, 0, { map: 'segments:customers', key: 'x', value: {} })],
      ['a delete', forgeUpdate({ deletes: [{ client: victim, clock: 0, length: 1 }] })],
      ['noise', new Uint8Array([3, 1, 4, 1, 5, 9, 2, 6])],
    ];
  };

  test('RIGHTS-8 they change nothing, close the document for their sender only, and disturb nobody', async () => {
    const ada = open(server.owner);
    await until(() => ada.provider.synced);
    ada.set('r1', 'Ada');
    await until(() => ada.stored === 1);
    const live = await server.documents.open(server.document);
    const before = Y.encodeStateAsUpdate(live.doc);
    for (const [, update] of forgeries(ada.doc.clientID)) {
      const socket = openSocket(server.url, { authorization: `Bearer ${bert.token}` });
      const forger = open(bert, server.document, { socket });
      const beside = open(bert, 'workspace', { socket });
      await until(() => forger.provider.synced && beside.provider.synced);
      // A provider sends on whatever its document says it was updated with.
      forger.doc.emit('update', [update, null, forger.doc, null as never]);
      await until(() => forger.endings.length > 0);
      expect(forger.endings).toEqual(['refused']);
      expect(beside.endings).toEqual([]);
      expect(Y.encodeStateAsUpdate(live.doc)).toEqual(before);
      socket.destroy();
    }
    expect(live.isOpen).toBe(true);
    ada.set('r1', 'still here');
    await until(() => ada.stored === 2);
    expect(ada.endings).toEqual([]);
  });

  test('RIGHTS-9 a client id belongs to whoever brought it first, also after the document was put away', async () => {
    const ada = open(server.owner);
    await until(() => ada.provider.synced);
    ada.set('r1', 'Ada');
    await until(() => ada.stored === 1);
    ada.destroy();
    server.log.failFor(server.document);
    await server.writers
      .applyLedger(server.ledger, [{ type: 'setLayer', layer: 'l', state: 'undone' }], null)
      .catch(() => {});
    server.log.failFor();

    const doc = new Y.Doc();
    const thief = open(bert, server.document, { doc });
    await until(() => {
      if (thief.endings.length > 0 && !thief.provider.isAuthenticated)
        void thief.provider.onOpen(null as never);
      return thief.provider.synced;
    });
    doc.clientID = ada.doc.clientID;
    thief.set('r2', 'as if from Ada');
    await until(() => thief.endings.includes('refused'));
    const live = await server.documents.open(server.document);
    expect(live.doc.getMap('cells:customers').toJSON()).toEqual({ 'r1/note': 'Ada' });
  });
});
