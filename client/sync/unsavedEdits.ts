import type * as Y from 'yjs';

/** What was done to a document here and is not known to be on the server's disk. */
export interface UnsavedEdits {
  /** Everything that `client` wrote before `clock` is on the server's disk. */
  stored(client: number, clock: number): void;
  /** Everything that stands in this copy is on the server's disk. */
  settled(copy: Y.Doc): void;
  /** Something in this copy is not known to be saved. */
  standIn(copy: Y.Doc): boolean;
  /** The server refused something in this copy, and takes nothing more from it. */
  refused(copy: Y.Doc): void;
  /**
   * Brings the server what stands in no copy but perhaps this one (null: in none at all). Answers
   * false when the page was closed, or the session ended, before everything was judged.
   */
  handIn(current: Y.Doc | null): Promise<boolean>;
}
