import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type Editor, type EditorOptions, untilSynced } from './editor.ts';
import { setNestedCell } from './nestedRows.ts';

/** Edits through the stock y-websocket client (baseline W), to whom nothing is acknowledged. */
export const openWebsocketEditor = async ({
  url,
  document,
}: Pick<EditorOptions, 'url' | 'document'>): Promise<Editor> => {
  const { doc, provider } = await openWebsocket(url, document);
  return {
    doc,
    setCell: (row, column, value) => setNestedCell(doc, row, column, value),
    acknowledged: 0,
    close: () => provider.destroy(),
  };
};

/** The stock client, in step with the server. */
export const openWebsocket = async (
  url: string,
  document: string,
): Promise<{ readonly doc: Y.Doc; readonly provider: WebsocketProvider }> => {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(url, document, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  await untilSynced((resolve) => provider.on('sync', (isSynced) => isSynced && resolve()));
  return { doc, provider };
};
