import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { openSocket } from '../../sync/support/syncClient.ts';
import { type Editor, type EditorOptions, untilSynced } from './editor.ts';
import { setNestedCell } from './nestedRows.ts';

/**
 * Edits through the stock provider of Hocuspocus (baseline A). The server answers each update with a
 * SyncStatus, in order, once it is applied in memory; the provider counts down what is unsynced.
 */
export const openHocuspocusEditor = async ({
  url,
  document,
  headers,
  onAcknowledged,
}: EditorOptions): Promise<Editor> => {
  const doc = new Y.Doc();
  const socket = openSocket(url, headers);
  let made = 0;
  let acknowledged = 0;
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: document,
    document: doc,
    token: 'bench',
  });
  await untilSynced((resolve) => {
    // The provider's answer to the server's first step is acknowledged too.
    provider.on('unsyncedChanges', ({ number }: { number: number }) => {
      if (number === 0 && provider.synced) resolve();
    });
    provider.attach();
  });
  provider.on('unsyncedChanges', ({ number }: { number: number }) => {
    if (made - number === acknowledged) return;
    acknowledged = made - number;
    onAcknowledged(acknowledged);
  });
  return {
    doc,
    setCell: (row, column, value) => {
      made++;
      setNestedCell(doc, row, column, value);
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
