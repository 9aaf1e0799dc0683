import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { decodeSegment } from '../../../shared/documents/segment.ts';
import { syncClient } from '../../sync/support/syncClient.ts';
import { until } from '../../sync/support/until.ts';
import { serve } from './serve.ts';

/** One client who loads a whole ledger and keeps it open until the process ends. */
export type LedgerReaderJobs = typeof jobs;

interface Place {
  readonly url: string;
  readonly document: string;
  readonly token: string;
  readonly isOurs: boolean;
}

const openOurs = async ({ url, document, token }: Place): Promise<number> => {
  const { ledger, provider } = syncClient({ url: url.replace('http', 'ws') }, { token }, document);
  await until(() => provider.synced);
  const path = `${url}/api/${document.replace('ledger/', 'ledgers/')}/segments`;
  for (const { hash } of ledger.missingSegments()) {
    const answer = await fetch(`${path}/${hash}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`segment ${hash}: ${answer.status}`);
    ledger.openSegment(hash, decodeSegment(new Uint8Array(await answer.arrayBuffer())));
  }
  return ledger.table('customers').size;
};

const openStock = async ({ url, document }: Place): Promise<number> => {
  const doc = new Y.Doc();
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: url.replace('http', 'ws'),
    WebSocketPolyfill: WebSocket,
  });
  const token = 'none';
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: document,
    document: doc,
    token,
  });
  provider.attach();
  await until(() => provider.synced);
  return doc.getMap('rows').size;
};

const jobs = {
  /** Answers how many rows there are, when all of them can be read. */
  open: (place: Place): Promise<number> => (place.isOurs ? openOurs(place) : openStock(place)),
};

serve(jobs);
