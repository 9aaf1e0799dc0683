import type { DocumentCondition } from './syncedDocument.ts';

/** What stands between this browser and the server's disk. */
export interface SavedFacts {
  readonly isConnected: boolean;
  /** False on the first way to the server, before it is known to be away. */
  readonly hasFailedToConnect: boolean;
  /** False until it is known what there is to be kept in step. */
  readonly isComplete: boolean;
  /** The server cannot load or store something that is open. */
  readonly isBroken: boolean;
  readonly documents: readonly {
    readonly condition: DocumentCondition;
    readonly isSettled: boolean;
    /** The server owes an answer for longer than it should. */
    readonly isLate: boolean;
  }[];
  /** Entries of the journal that the server has not judged. */
  readonly unsaved: number;
  /** Entries that the server did not take. */
  readonly refused: number;
  /** False when nothing that is open may be written. */
  readonly mayWrite: boolean;
}

export type Saved =
  | { readonly kind: 'saved' }
  | { readonly kind: 'readOnly' }
  | {
      readonly kind: 'saving' | 'late' | 'offline' | 'notSaved' | 'broken';
      readonly unsaved: number;
    };

/** "Saved" is said only when everything is on the server's disk; the worst news comes first. */
export const savedState = (facts: SavedFacts): Saved => {
  const { documents, refused } = facts;
  const isSettled = facts.isComplete && documents.every((document) => document.isSettled);
  const unsaved = Math.max(facts.unsaved, isSettled ? 0 : unsettledWrites(facts));
  if (facts.isBroken) return { kind: 'broken', unsaved };
  if (!facts.isConnected) return { kind: facts.hasFailedToConnect ? 'offline' : 'saving', unsaved };
  if (refused > 0) return { kind: 'notSaved', unsaved: refused };
  if (unsaved > 0 && documents.some(({ isLate }) => isLate)) return { kind: 'late', unsaved };
  if (!isSettled || unsaved > 0) return { kind: 'saving', unsaved };
  return facts.mayWrite ? { kind: 'saved' } : { kind: 'readOnly' };
};

/** A live document that is not settled has something that the journal does not count: a width. */
const unsettledWrites = ({ isConnected, documents }: SavedFacts): number =>
  isConnected && documents.some(({ condition, isSettled }) => condition === 'live' && !isSettled)
    ? 1
    : 0;
