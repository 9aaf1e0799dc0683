import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { type Ledger, openLedger } from '../../../shared/documents/index.ts';
import type { ServerMessage } from '../../../shared/protocol/documents.ts';
import { socketWith } from './socketWith.ts';
import type { Member, TestServer } from './startServer.ts';

export interface SyncClient {
  readonly doc: Y.Doc;
  readonly provider: HocuspocusProvider;
  readonly socket: HocuspocusProviderWebsocket;
  readonly ledger: Ledger;
  /** Reasons with which the server refused or closed the document here. */
  readonly endings: readonly string[];
  /** Codes with which the socket was closed. */
  readonly closeCodes: readonly number[];
  readonly messages: readonly ServerMessage[];
  /** How far this client's own edits are known to be on disk. */
  readonly stored: number;
  set(row: string, value: string): void;
  cell(row: string): unknown;
  destroy(): void;
}

export interface SyncClientOptions {
  readonly doc?: Y.Doc;
  readonly generation?: number | null;
  readonly socket?: HocuspocusProviderWebsocket;
  readonly headers?: Readonly<Record<string, string>>;
}

export const openSocket = (
  url: string,
  headers: Readonly<Record<string, string>>,
): HocuspocusProviderWebsocket =>
  new HocuspocusProviderWebsocket({
    url: `${url}/sync`,
    delay: 20,
    minDelay: 10,
    maxDelay: 100,
    WebSocketPolyfill: socketWith(headers),
  });

/** The real provider on a real socket. */
export const syncClient = (
  server: Pick<TestServer, 'url'>,
  member: Pick<Member, 'token'>,
  name: string,
  options: SyncClientOptions = {},
): SyncClient => {
  const doc = options.doc ?? new Y.Doc();
  const headers = options.headers ?? { authorization: `Bearer ${member.token}` };
  const socket = options.socket ?? openSocket(server.url, headers);
  const endings: string[] = [];
  const closeCodes: number[] = [];
  const messages: ServerMessage[] = [];
  let stored = 0;
  socket.on('close', ({ event }: { event: { code: number } }) => closeCodes.push(event.code));
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    document: doc,
    token: () => JSON.stringify({ generation: options.generation ?? null }),
    onAuthenticationFailed: ({ reason }) => endings.push(reason),
    onStateless: ({ payload }) => {
      const message = JSON.parse(payload) as ServerMessage;
      messages.push(message);
      if (message.type === 'stored' && message.client === doc.clientID) stored = message.clock;
    },
    onClose: ({ event }) => {
      if (event.code === 1000) endings.push(event.reason);
    },
  });
  provider.attach();
  const ledger = openLedger(doc);
  return {
    doc,
    provider,
    socket,
    ledger,
    endings,
    closeCodes,
    messages,
    get stored() {
      return stored;
    },
    set: (row, value) => {
      const cells = [{ row, column: 'note', value }];
      ledger.apply([{ type: 'setCells', table: 'customers', cells }], null);
    },
    cell: (row) => doc.getMap('cells:customers').get(`${row}/note`),
    destroy: () => {
      provider.destroy();
      if (options.socket === undefined) socket.destroy();
    },
  };
};
