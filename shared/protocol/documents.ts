import { isRowId } from '../model/index.ts';

/** Names of the synced documents. A note is named by the ledger of its row, whose rights it has. */
export type DocumentName =
  | 'workspace'
  | `me/${string}`
  | `ledger/${string}`
  | `note/${string}/${string}`;

export type DocumentAddress =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'me'; readonly user: string }
  | { readonly kind: 'ledger'; readonly ledger: string }
  | { readonly kind: 'note'; readonly ledger: string; readonly row: string };

export const noteName = ({
  ledger,
  row,
}: {
  readonly ledger: string;
  readonly row: string;
}): DocumentName => `note/${ledger}/${row}`;

/** Null for anything that is not the name of a document. */
export const parseDocumentName = (name: string): DocumentAddress | null => {
  if (name === 'workspace') return { kind: 'workspace' };
  const note = /^note\/([A-Za-z0-9_-]{1,64})\/([^/]+)$/.exec(name);
  if (note !== null)
    return isRowId(note[2]!) ? { kind: 'note', ledger: note[1]!, row: note[2]! } : null;
  const match = /^(me|ledger)\/([A-Za-z0-9_-]{1,64})$/.exec(name);
  if (match === null) return null;
  return match[1] === 'me'
    ? { kind: 'me', user: match[2]! }
    : { kind: 'ledger', ledger: match[2]! };
};

/**
 * What a client sends as its provider's token, as JSON: the generation of the document that it
 * already holds (null when its document is still empty). A mismatch is answered with
 * `closeCodes.generation`; merging two generations would bring the old one back.
 */
export interface SyncToken {
  readonly generation: number | null;
}

/** Presence, as the server lets it pass: it sets `user`; clients set the rest. */
export interface Presence {
  readonly user: string;
  readonly cell: { readonly table: string; readonly row: string; readonly column: string } | null;
  readonly typing: boolean;
}

/**
 * Presence in a note: what Lexical says of itself there, its cursor as Yjs's relative positions in
 * JSON. The server sets `user`, and `name` and `color` as the workspace has them.
 */
export interface NotePresence {
  readonly user: string;
  readonly name: string;
  readonly color: string;
  readonly focusing: boolean;
  readonly anchorPos: RelativePosition | null;
  readonly focusPos: RelativePosition | null;
}

export interface RelativePosition {
  readonly type: { readonly client: number; readonly clock: number } | null;
  readonly tname: string | null;
  readonly item: { readonly client: number; readonly clock: number } | null;
  readonly assoc: number;
}

/**
 * Stateless messages that the server sends. `ledgersChanged` and `signedOut` come on `me/<user>`.
 * `stored` comes on the document itself, to the connection that sent the update, when everything
 * that Yjs client `client` wrote there before `clock` is on disk: counting SyncStatus frames cannot
 * tell, because the provider also resends what it counted in an earlier connection.
 */
export type ServerMessage =
  | { readonly type: 'ledgersChanged' }
  | { readonly type: 'signedOut' }
  | { readonly type: 'stored'; readonly client: number; readonly clock: number };
