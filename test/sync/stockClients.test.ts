import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { forgeUpdate } from '../documents/support/forgeUpdate.ts';
import { startServer, type TestServer } from './support/startServer.ts';
import { syncClient } from './support/syncClient.ts';
import { aWhile, until } from './support/until.ts';

let server: TestServer;
let closers: (() => void)[];

beforeEach(async () => {
  server = await startServer();
  closers = [];
});
afterEach(async () => {
  for (const close of closers) close();
  await server.stop();
});

const stockClient = (token: string, name = server.document, doc = new Y.Doc()) => {
  const closes: number[] = [];
  const provider = new WebsocketProvider(`${server.url}/yjs`, name, doc, {
    params: { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 100,
  });
  provider.on('connection-close', (event) => closes.push(event?.code ?? 0));
  closers.push(() => provider.destroy());
  return { doc, provider, closes, cells: doc.getMap('cells:customers') };
};

const ourClient = (member = server.owner) => {
  const client = syncClient(server, member, server.document);
  closers.push(() => client.destroy());
  return client;
};

describe('stock y-websocket clients', () => {
  test('YJS-1 edit the same documents as ours, both ways, presence included', async () => {
    const [stock, ours] = [stockClient(server.owner.token), ourClient()];
    await until(() => stock.provider.synced && ours.provider.synced);
    stock.cells.set('r1/note', 'stock');
    ours.set('r2', 'ours');
    await until(() => ours.cell('r1') === 'stock' && stock.cells.get('r2/note') === 'ours');
    expect(stock.doc.getMap('meta').get('generation')).toBe(1);
    const stored = await server.log.load(server.document);
    expect(stored!.clients.get(stock.doc.clientID)).toBe(server.owner.actor.user);

    stock.provider.awareness.setLocalStateField('typing', true);
    await until(
      () =>
        (ours.provider.awareness!.getStates().get(stock.doc.clientID) as { typing?: boolean })
          ?.typing === true,
    );
  });

  test('YJS-2 see nothing before it is on disk', async () => {
    const [stock, ours] = [stockClient(server.owner.token), ourClient()];
    await until(() => stock.provider.synced && ours.provider.synced);
    server.log.pause();
    ours.set('r1', 'not yet');
    await aWhile();
    expect(stock.cells.get('r1/note')).toBeUndefined();
    server.log.resume();
    await until(() => stock.cells.get('r1/note') === 'not yet');
  });

  test('YJS-3 send what they wrote offline when they come back', async () => {
    const stock = stockClient(server.owner.token);
    await until(() => stock.provider.synced);
    stock.cells.set('r1/note', 'online');
    stock.provider.disconnect();
    for (let i = 0; i < 5; i++) stock.cells.set('r1/note', `offline ${i}`);
    stock.provider.connect();
    for (let i = 0; i < 200 && !stock.provider.synced; i++) {
      stock.cells.set('r2/note', `connecting ${i}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const ledger = await server.writers.readLedger(server.ledger);
    const there = ledger.doc.getMap('cells:customers');
    await until(() => there.get('r2/note') === stock.cells.get('r2/note'));
    expect(there.get('r1/note')).toBe('offline 4');
    expect(stock.closes).toEqual([0]);
  });

  test.each([
    ['a wrong token', async () => stockClient('spt_wrong'), 4401],
    [
      'a document that is not theirs',
      async () => stockClient(server.owner.token, 'ledger/no'),
      4403,
    ],
    [
      'writing as a reader',
      async () => {
        const viewer = await server.addMember('Vera', 'viewer');
        const stock = stockClient(viewer.token);
        await until(() => stock.provider.synced);
        stock.cells.set('r1/note', 'x');
        return stock;
      },
      4403,
    ],
    [
      'a forged update',
      async () => {
        const stock = stockClient(server.owner.token);
        await until(() => stock.provider.synced);
        const place = { map: 'evil', key: 'x' };
        const update = forgeUpdate({ clients: [{ client: 77, clock: 0, structs: [place] }] });
        stock.doc.emit('update', [update, null, stock.doc, null as never]);
        return stock;
      },
      4422,
    ],
    [
      'a new generation',
      async () => {
        const stock = stockClient(server.owner.token);
        await until(() => stock.provider.synced);
        await server.documents.rotate(server.document);
        return stock;
      },
      4409,
    ],
  ])('YJS-4 are closed for good by %s', async (_, make, code) => {
    const stock = await make();
    await until(() => stock.closes.length > 0);
    expect(stock.closes).toEqual([code]);
    expect(stock.provider.shouldConnect).toBe(false);
  });

  test('YJS-5 try again when the disk failed', async () => {
    const stock = stockClient(server.owner.token);
    await until(() => stock.provider.synced);
    server.log.failFor(server.document);
    stock.cells.set('r1/note', 'kept by the client');
    await until(() => stock.closes.includes(4503));
    server.log.failFor();
    const there = async () => {
      const ledger = await server.writers.readLedger(server.ledger).catch(() => null);
      return ledger?.doc.getMap('cells:customers').get('r1/note');
    };
    await until(async () => (await there()) === 'kept by the client');
  });

  test('YJS-7 from before a turn bring nothing of it back, however many turns ago it was', async () => {
    const doc = new Y.Doc();
    const before = stockClient(server.owner.token, server.document, doc);
    await until(() => before.provider.synced);
    before.cells.set('r1/note', 'old');
    const there = async () =>
      (await server.writers.readLedger(server.ledger)).doc.getMap('cells:customers').toJSON();
    await until(async () => (await there())['r1/note'] === 'old');
    before.provider.destroy();
    // What a program has that keeps nothing but its own edits: no foreign id gives it away.
    const own = new Y.Doc();
    own.clientID = doc.clientID;
    own.getMap('cells:customers').set('r1/note', 'old');

    for (let turns = 1; turns <= 3; turns++) {
      await server.documents.rotate(server.document);
      const newer = { row: 'r1', column: 'note', value: `newer ${turns}` };
      const command = { type: 'setCells', table: 'customers', cells: [newer] } as const;
      await server.writers.applyLedger(server.ledger, [command], null);
      for (const past of [own, doc]) {
        const back = stockClient(server.owner.token, server.document, past);
        await until(() => back.closes.length > 0);
        expect(back.closes).toEqual([4422]);
        back.provider.destroy();
      }
      expect((await there())['r1/note']).toBe(`newer ${turns}`);
    }
  });

  test('YJS-6 cannot speak the words between servers', async () => {
    const ours = ourClient();
    await until(() => ours.provider.synced);
    const socket = new WebSocket(
      `${server.url}/yjs/${server.document}?token=${server.owner.token}`,
    );
    closers.push(() => socket.terminate());
    await new Promise((resolve) => socket.on('open', resolve));
    for (const type of [2, 4, 5, 6, 7, 8, 9, 200]) socket.send(new Uint8Array([type, 1, 1, 65]));
    socket.send(new Uint8Array([]));
    await aWhile();
    ours.set('r1', 'fine');
    await until(() => ours.stored === 1);
  });
});
