import * as Y from 'yjs';
import { noteText } from '../../shared/documents/noteText.ts';
import type { LogStore } from '../storage/port.ts';
import type { Documents } from './documents.ts';

/** What a note says, and the last update that is in it. */
export interface NoteRead {
  readonly seq: number;
  readonly text: string;
}

/**
 * Reads a note as it is on disk, without taking it into memory for longer; null when nothing was
 * ever written there. Rejects when it cannot be read, or could not be stored.
 */
export type NoteReader = (name: string) => Promise<NoteRead | null>;

export const createNoteReader =
  (documents: Pick<Documents, 'find'>, log: Pick<LogStore, 'load'>): NoteReader =>
  async (name) => {
    const live = documents.find(name);
    if (live?.isOpen) {
      const read = { seq: live.commits.last, text: noteText(live.doc) };
      await live.commits.settled();
      return read.seq === 0 ? null : read;
    }
    const stored = await log.load(name);
    if (stored === null) return null;
    const doc = new Y.Doc();
    doc.transact(() => {
      if (stored.snapshot !== null) Y.applyUpdate(doc, stored.snapshot.state);
      for (const { update } of stored.updates) Y.applyUpdate(doc, update);
    });
    const text = noteText(doc);
    doc.destroy();
    return { seq: stored.seq, text };
  };
