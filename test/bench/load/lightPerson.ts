import * as Y from 'yjs';
import { waits } from '../../../client/sync/socket.ts';
import { type LightClient, nothingYet, openLightClient } from './lightClient.ts';

/** What the clients talk to. */
export interface Place {
  readonly contender: 'ours' | 'A';
  /** `http://…` */
  readonly url: string;
  /** The document with the rows: `ledger/<id>`. */
  readonly document: string;
}

/** Whom a light client stands for. */
export interface LightPerson {
  readonly id: string;
  /** Empty where the server knows no people. */
  readonly cookie: string;
}

/** Told of what comes, by name of the document; the bytes are only good during the call. */
export type StateListener = (document: string, update: Uint8Array) => void;

/** Documents that are here already: name → state vector. */
export type StateVectors = Map<string, Uint8Array>;

/** Takes down what one client received as what it, and the others who open the document, have. */
export const remember =
  (known: StateVectors): StateListener =>
  (document, update) => {
    if (!known.has(document)) known.set(document, Y.encodeStateVectorFromUpdate(update));
  };

/**
 * Ours does what a page does: on its one socket the workspace and the person's own document, then
 * the ledger that the server's list names, which is asked for at each connection. Baseline A has
 * one document. Both wait between attempts as our client does: the stock provider's own waits (1 s,
 * doubled up to 30 s) would only be later.
 */
export const openLightPerson = (
  { contender, url, document }: Place,
  { id, cookie }: LightPerson,
  known: ReadonlyMap<string, Uint8Array>,
  onState: StateListener,
): LightClient => {
  const isOurs = contender === 'ours';
  const headers: Record<string, string> = isOurs ? { cookie, origin: url } : {};
  const attached = new Set<string>();
  const attach = (name: string): void => {
    if (attached.has(name)) return;
    attached.add(name);
    client.attach({
      name,
      stateVector: () => known.get(name) ?? nothingYet,
      presence: name === document ? { user: id, cell: null, typing: false } : null,
      isSession: isOurs,
      token: isOurs ? JSON.stringify({ generation: null }) : 'none',
      onState: (update) => onState(name, update),
    });
  };
  const askForLedgers = async (): Promise<void> => {
    const answer = await fetch(`${url}/api/ledgers`, { headers });
    if (!answer.ok) throw new Error(`/api/ledgers: ${answer.status} ${await answer.text()}`);
    const ledgers = (await answer.json()) as readonly { readonly id: string }[];
    if (!ledgers.some((ledger) => document === `ledger/${ledger.id}`))
      throw new Error(`${document} is not among the ledgers`);
    attach(document);
  };
  const client = openLightClient({
    url: url.replace('http', 'ws') + (isOurs ? '/sync' : ''),
    headers,
    waits,
    onOpen: isOurs ? askForLedgers : undefined,
  });
  if (isOurs) for (const name of ['workspace', `me/${id}`]) attach(name);
  else attach(document);
  return client;
};
