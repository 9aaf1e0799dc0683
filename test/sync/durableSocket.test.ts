import { MessageType } from '@hocuspocus/server';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createCommits } from '../../server/documents/commits.ts';
import type { LiveDocument } from '../../server/documents/index.ts';
import { createDurableSocket } from '../../server/sync/durableSocket.ts';
import { createIncomingGate } from '../../server/sync/incomingGate.ts';
import { createLaggards } from '../../server/sync/laggards.ts';

const frame = (document: string, type: MessageType, ...rest: number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  encoding.writeVarUint(encoder, type);
  for (const number of rest) encoding.writeVarUint(encoder, number);
  return encoding.toUint8Array(encoder);
};
const updateFrame = (document: string, update: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  encoding.writeVarUint(encoder, MessageType.Sync);
  encoding.writeVarUint(encoder, 2);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
};
const { Sync, SyncStatus, Awareness, Auth, CLOSE } = MessageType;

/** A document of which only the commits count, and a hand on its disk. */
const documentOnPaper = () => {
  const commits = createCommits(0);
  const under: { resolve(): void; reject(error: Error): void }[] = [];
  return {
    live: { commits, isOpen: true } as LiveDocument,
    append: () =>
      commits.add(
        new Promise<void>((resolve, reject) => {
          under.push({ resolve, reject });
        }),
      ),
    store: (index: number) => under[index]!.resolve(),
    fail: (index: number) => under[index]!.reject(new Error('full')),
  };
};

const socketOn = (documents: Record<string, LiveDocument>, bufferedAmount = 0) => {
  const sent: Uint8Array[] = [];
  const closed: number[] = [];
  const ended: string[] = [];
  const socket = createDurableSocket({
    transport: {
      readyState: 1,
      bufferedAmount,
      send: (data) => sent.push(data),
      close: (code) => closed.push(code),
      whenTaken: () => {},
    },
    laggards: createLaggards(),
    findDocument: (name) => documents[name],
    onEnded: (address) => ended.push(address),
  });
  return { socket, sent, closed, ended };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the durable socket', () => {
  test('SOCKET-1 holds what shows or acknowledges edits until those before it are stored, in order', async () => {
    const a = documentOnPaper();
    const b = documentOnPaper();
    const { socket, sent } = socketOn({ a: a.live, b: b.live });
    const frames = [frame('a', Sync, 2), frame('a', SyncStatus, 1), frame('a', Sync, 2)];
    a.append();
    socket.send(frames[0]!);
    socket.send(frames[1]!);
    a.append();
    socket.send(frames[2]!);
    const presence = frame('a', Awareness);
    const elsewhere = frame('b', SyncStatus, 1);
    socket.send(presence);
    socket.send(elsewhere);
    expect(sent).toEqual([presence, elsewhere]);
    a.store(1);
    await turn();
    expect(sent).toHaveLength(2);
    a.store(0);
    await turn();
    expect(sent).toEqual([presence, elsewhere, ...frames]);
  });

  test('SOCKET-2 throws away what a failed append was to show, and never lets anything past it', async () => {
    const a = documentOnPaper();
    const { socket, sent } = socketOn({ a: a.live });
    a.append();
    socket.send(frame('a', Sync, 2));
    a.append();
    socket.send(frame('a', SyncStatus, 1));
    a.fail(0);
    await turn();
    a.store(1);
    await turn();
    socket.send(frame('a', SyncStatus, 1));
    expect(sent).toEqual([]);
  });

  test('SOCKET-3 ends a session without what was held for it', () => {
    const a = documentOnPaper();
    const { socket, sent, ended } = socketOn({ a: a.live });
    a.append();
    socket.send(frame('a', SyncStatus, 1));
    socket.send(frame('a', CLOSE, 0));
    a.store(0);
    expect(sent).toEqual([frame('a', CLOSE, 0)]);
    expect(ended).toEqual(['a']);
  });

  test('SOCKET-4 closes on a reader who does not read', () => {
    const { socket, sent, closed } = socketOn({}, 65 * 1024 * 1024);
    socket.send(frame('a', Awareness));
    expect(sent).toEqual([]);
    expect(closed).toEqual([1013]);
  });

  test('CARE-1 what a reader missed is told also when another document that kept him waiting broke', async () => {
    const a = documentOnPaper();
    const doc = Object.assign(new Y.Doc(), { flush: () => {} });
    doc.getMap('rows').set('k', 1);
    const b = documentOnPaper();
    const taken: (() => void)[] = [];
    let bufferedAmount = 5 * 1024 * 1024;
    const sent: Uint8Array[] = [];
    const socket = createDurableSocket({
      transport: {
        readyState: 1,
        get bufferedAmount() {
          return bufferedAmount;
        },
        send: (data) => sent.push(data),
        close: () => {},
        whenTaken: (listener) => taken.push(listener),
      },
      laggards: createLaggards(),
      findDocument: (name) => (name === 'a' ? a.live : Object.assign(b.live, { doc })),
      onEnded: () => {},
    });
    a.append();
    socket.send(frame('a', SyncStatus, ...new Array<number>(70_000).fill(1)));
    socket.send(updateFrame('b', Y.encodeStateAsUpdate(doc)));
    bufferedAmount = 0;
    taken.shift()!();
    expect(sent).toEqual([]);
    a.fail(0);
    await turn();
    for (const listener of taken.splice(0)) listener();
    expect(sent).toHaveLength(1);
  });
});

describe('the incoming gate', () => {
  const gateTo = () => {
    const forwarded: Uint8Array[] = [];
    const faults: string[] = [];
    const gate = createIncomingGate({
      forward: (data) => forwarded.push(data),
      onFault: (reason) => faults.push(reason),
    });
    return { gate, forwarded, faults };
  };
  const auth = frame('a', Auth, 0, 0);
  const step1 = frame('a', Sync, 0, 1, 0);
  const [step2, update] = [1, 2].map((step) => frame('a', Sync, step, 0));

  test('SOCKET-5 updates come after the answer that holds what was written before them', () => {
    const { gate, forwarded } = gateTo();
    for (const data of [update!, auth, step1, update!, step2!, update!]) gate.receive(data);
    expect(forwarded).toEqual([auth, step1, step2, update, update]);
  });

  test('SOCKET-6 frames of a session that has ended are not taken for the next', () => {
    const { gate, forwarded } = gateTo();
    for (const data of [auth, step1, step2!]) gate.receive(data);
    gate.end('a');
    for (const data of [update!, step2!, auth, step1]) gate.receive(data);
    expect(forwarded).toEqual([auth, step1, step2, auth, step1]);
  });

  test('SOCKET-7 noise and endless updates are faults', () => {
    const { gate, faults } = gateTo();
    gate.receive(new Uint8Array([200]));
    expect(faults).toEqual(['not a frame']);
    gate.receive(auth);
    const large = new Uint8Array(9 * 1024 * 1024);
    large.set(update!);
    gate.receive(large);
    gate.receive(large);
    expect(faults).toHaveLength(2);
  });

  test('SOCKET-13 what waits is counted for all documents of a socket together', () => {
    const { gate, faults } = gateTo();
    const begin = (name: string): void => {
      gate.receive(frame(name, Auth, 0, 0));
      const large = new Uint8Array(6 * 1024 * 1024);
      large.set(frame(name, Sync, 2, 0));
      gate.receive(large);
    };
    for (const ended of ['a', 'b', 'c', 'd']) {
      begin(ended);
      gate.end(ended);
    }
    for (const again of [1, 2, 3, 4]) begin(`again${again % 2}`);
    expect(faults).toEqual([]);
    begin('one more');
    expect(faults).toEqual(['too many edits before the first answer']);
  });

  test('SOCKET-13 a socket has a limit of documents open at once', () => {
    const { gate, forwarded, faults } = gateTo();
    for (let index = 0; index < 1_000; index++) {
      gate.receive(frame(`ended ${index}`, Auth, 0, 0));
      gate.end(`ended ${index}`);
    }
    for (let index = 0; index < 200; index++) gate.receive(frame(`${index}`, Auth, 0, 0));
    expect([forwarded.length, faults]).toEqual([1_200, []]);
    gate.receive(frame('one more', Auth, 0, 0));
    expect([forwarded.length, faults]).toEqual([1_200, ['too many documents at once']]);
  });

  test.each([
    ['a token that is cut off', frame('a', Auth, 0, 9, 65)],
    ['a first step without a state vector', frame('a', Sync, 0, 0)],
    ['a step that there is not', frame('a', Sync, 7, 0)],
    ['an update that is cut off', frame('a', Sync, 2, 200, 1)],
    ['presence that is not JSON', frame('a', Awareness, 5, 1, 7, 1, 1, 65)],
    ['presence of more people than are told', frame('a', Awareness, 2, 9, 7)],
  ])('SOCKET-8 %s is a fault, and Hocuspocus never sees it', (_, broken) => {
    const { gate, forwarded, faults } = gateTo();
    gate.receive(auth);
    gate.receive(broken);
    expect(forwarded).toEqual([auth]);
    expect(faults).toEqual(['not a frame']);
  });

  test('SOCKET-9 what only servers say is ignored', () => {
    const { gate, forwarded, faults } = gateTo();
    gate.receive(auth);
    for (const type of [5, 6, 8, 9, 10, 200]) gate.receive(frame('a', type, 1, 65));
    gate.receive(frame('a', Auth, 2, 0));
    expect([forwarded, faults]).toEqual([[auth], []]);
  });
});
