import type * as Y from 'yjs';
import type { Ledger, Workspace } from '../../shared/documents/index.ts';
import type { UnseenOverwrite } from '../../shared/documents/inspect.ts';
import type { Change, Conflict } from '../../shared/model/index.ts';
import type { DocumentAddress } from '../../shared/protocol/documents.ts';
import { eventless } from './eventless.ts';
import { ledgerContent } from './ledgerContent.ts';
import { noteContent } from './noteContent.ts';
import { workspaceContent } from './workspaceContent.ts';

/** What a transaction did, for the event that is stored with it. */
export interface Happened {
  readonly changes: readonly Change[];
  /** The import that it brought or switched. */
  readonly layer: string | null;
}

/** A document's content, read in the words of its kind. */
export interface Content {
  readonly ledger: Ledger | null;
  readonly workspace: Workspace | null;
  /** What happened since the last call. */
  takeHappened(): Happened;
  /** Both sides of an overwrite, once Yjs has decided. Null where nothing was overruled. */
  conflictOf(overwrite: UnseenOverwrite): Conflict | null;
  /** False where what happens is nobody else's business: no event is stored. */
  readonly hasEvents: boolean;
}

export const openContent = (kind: DocumentAddress['kind'], doc: Y.Doc): Content => {
  if (kind === 'ledger') return ledgerContent(doc);
  if (kind === 'workspace') return workspaceContent(doc);
  if (kind === 'note') return noteContent(doc);
  return eventless;
};
