import { HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { Doc } from 'yjs';
import { readFrame } from '../../../server/sync/frames.ts';
import type { Person } from '../../clientSync/support/server.ts';
import { writeLine } from '../../documents/support/noteWriting.ts';
import type { TestServer } from '../../e2e/support/server.ts';
import { socketWith } from '../../sync/support/socketWith.ts';
import { syncClient } from '../../sync/support/syncClient.ts';
import { until } from '../../sync/support/until.ts';

/**
 * What a client sends in an ordinary session on a ledger and on a note, from its token to its
 * farewell: each frame behind its address, which is the beginning that the bridge does without.
 */
export const recordSession = async (
  { url }: Pick<TestServer, 'url'>,
  person: Person,
  ledger: string,
  note: string,
): Promise<readonly Uint8Array[]> => {
  const headers = { cookie: person.cookie, origin: url };
  const bodies: Uint8Array[] = [];
  class Recorder extends socketWith(headers) {
    override send(data: Uint8Array): void {
      super.send(data);
      const frame = readFrame(data);
      if (frame !== null) bodies.push(data.slice(frame.bodyAt));
    }
  }
  const socket = new HocuspocusProviderWebsocket({
    url: `${url.replace('http', 'ws')}/sync`,
    WebSocketPolyfill: Recorder,
  });
  const open = (name: string, doc = new Doc()) =>
    syncClient({ url }, { token: '' }, name, { socket, doc });
  const rows = open(ledger);
  const words = open(note);
  await until(() => rows.provider.synced && words.provider.synced);
  for (let edit = 0; edit < 5; edit++) {
    rows.set('recorded', `value ${edit}`);
    rows.provider.awareness!.setLocalState({ cell: null, typing: true });
    writeLine(words.doc, `line ${edit}`);
  }
  rows.ledger.apply(
    [
      {
        type: 'addRows',
        table: 'customers',
        rows: [{ id: 'r', values: { name: 'n', tags: ['a'] } }],
      },
    ],
    null,
  );
  rows.provider.sendStateless('{"type":"stored"}');
  await until(() => rows.provider.unsyncedChanges === 0 && words.provider.unsyncedChanges === 0);
  rows.destroy();
  words.destroy();
  socket.destroy();
  return bodies;
};
