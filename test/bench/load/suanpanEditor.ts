import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { openLedger } from '../../../shared/documents/index.ts';
import type { ServerMessage } from '../../../shared/protocol/documents.ts';
import { openSocket } from '../../sync/support/syncClient.ts';
import { type Editor, type EditorOptions, untilSynced } from './editor.ts';

/**
 * Edits as our client does, with a session of its own on its socket. An edit counts as acknowledged
 * with the `stored` message that covers it: then it is on disk.
 */
export const openSuanpanEditor = async ({
  url,
  document,
  headers,
  onAcknowledged,
}: EditorOptions): Promise<Editor> => {
  const doc = new Y.Doc();
  const socket = openSocket(url, headers);
  let acknowledged = 0;
  let endedWith: string | null = null;
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: document,
    document: doc,
    sessionAwareness: true,
    token: JSON.stringify({ generation: null }),
    onAuthenticationFailed: ({ reason }) => {
      endedWith = reason;
    },
    onStateless: ({ payload }) => {
      const message = JSON.parse(payload) as ServerMessage;
      if (message.type !== 'stored' || message.client !== doc.clientID) return;
      // An edit of one cell is one struct, so the client's clock counts its edits.
      acknowledged = message.clock;
      onAcknowledged(acknowledged);
    },
  });
  await untilSynced((resolve) => {
    provider.on('synced', resolve);
    provider.attach();
  });
  const ledger = openLedger(doc);
  return {
    doc,
    setCell: (row, column, value) => {
      if (endedWith !== null) throw new Error(`the server ended the session: ${endedWith}`);
      ledger.apply([{ type: 'setCells', table, cells: [{ row, column, value }] }], null);
    },
    get acknowledged() {
      return acknowledged;
    },
    close: () => {
      provider.destroy();
      socket.destroy();
    },
  };
};

const table = 'customers';
