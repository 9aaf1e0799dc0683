import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { readTsv } from '../../../shared/intake/tsv.ts';
import { until } from '../../sync/support/until.ts';
import { serve } from './serve.ts';

/** One stock client of baseline A, who writes or waits for many rows at once. */
export type NestedPasteJobs = typeof jobs;

const doc = new Y.Doc();
const rows = doc.getMap<Y.Map<string>>('rows');
let socket: HocuspocusProviderWebsocket | null = null;
let provider: HocuspocusProvider | null = null;

const jobs = {
  open: async ({ url, document }: { url: string; document: string }): Promise<void> => {
    socket = new HocuspocusProviderWebsocket({
      url: url.replace('http', 'ws'),
      WebSocketPolyfill: WebSocket,
    });
    provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: document,
      document: doc,
      token: 'none',
    });
    provider.attach();
    await until(() => provider!.synced && provider!.unsyncedChanges === 0);
  },

  /** Writes the rows of a text in one transaction. Answers when it began, and was acknowledged. */
  write: async (text: string): Promise<{ at: number; acknowledgedAt: number }> => {
    const texts = readTsv(text);
    const at = Date.now();
    doc.transact(() => {
      for (const [number, cells] of texts.entries()) {
        const row = new Y.Map<string>();
        for (const [column, value] of cells.entries()) row.set(`column${column}`, value);
        rows.set(`row${number}`, row);
      }
    });
    await until(() => provider!.unsyncedChanges === 0);
    return { at, acknowledgedAt: Date.now() };
  },

  untilRows: async (count: number): Promise<number> => {
    await until(() => rows.size >= count);
    return Date.now();
  },

  close: async (): Promise<void> => {
    provider?.destroy();
    socket?.destroy();
  },
};

serve(jobs);
