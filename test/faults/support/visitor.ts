import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { TestServer } from '../../e2e/support/server.ts';
import { type SyncClient, syncClient } from '../../sync/support/syncClient.ts';

/** The first account of a server of its own, and every way in that it has. */
export interface Visitor {
  /** Of the server. */
  readonly url: string;
  /** Name of the shared ledger's document. */
  readonly document: string;
  /** Of the API, with all rights of the account. */
  readonly token: string;
  /** Path of the shared ledger in the API. */
  readonly ledgerPath: string;
  ask(method: string, path: string, body?: object): Promise<Response>;
  /** Of the shared ledger's document when no other is named. */
  open(doc?: Y.Doc, name?: string): SyncClient;
  openStock(doc: Y.Doc): WebsocketProvider;
}

const ada = { email: 'ada@example.org', password: 'correct horse' };

export const firstVisitor = (server: Pick<TestServer, 'url'>): Promise<Visitor> =>
  enter(server, '/api/setup', { ...ada, name: 'Ada', sample: null });

/** The same person, on a server that has her account already. */
export const returningVisitor = (server: Pick<TestServer, 'url'>): Promise<Visitor> =>
  enter(server, '/api/session', ada);

const enter = async (
  server: Pick<TestServer, 'url'>,
  door: string,
  body: object,
): Promise<Visitor> => {
  let cookie = '';
  const ask: Visitor['ask'] = (method, path, body) =>
    fetch(server.url + path, {
      method,
      headers: { origin: server.url, 'content-type': 'application/json', cookie },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const answer = await ask('POST', door, body);
  cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
  const [ledger] = (await (await ask('GET', '/api/ledgers')).json()) as [{ id: string }];
  const made = await ask('POST', '/api/tokens', { name: 'stock client' });
  const { token } = (await made.json()) as { token: string };
  const document = `ledger/${ledger.id}`;
  const socketUrl = server.url.replace('http', 'ws');
  return {
    url: server.url,
    document,
    token,
    ledgerPath: `/api/ledgers/${ledger.id}`,
    ask,
    open: (doc = new Y.Doc(), name = document) =>
      syncClient({ url: socketUrl }, { token: '' }, name, {
        doc,
        headers: { cookie, origin: server.url },
      }),
    openStock: (doc) =>
      new WebsocketProvider(`${socketUrl}/yjs`, document, doc, {
        params: { token },
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      }),
  };
};
