import * as Y from 'yjs';
import type { SteadyAwareness } from './steadyAwareness.ts';

/**
 * A copy of a note for one editor. The editor's binding must see everything arrive after it
 * listens, keeps marks of its own on the shared types, and may write while it only draws; so it
 * gets a document of its own, and what passes between the two is decided here.
 */
export interface NoteCopy {
  readonly doc: Y.Doc;
  readonly awareness: SteadyAwareness;
  /** From now on edits pass both ways; begins with all that the note holds. */
  connect(): void;
  disconnect(): void;
  /** What others write waits until `release`: an input method is composing. */
  hold(): void;
  release(): void;
}

export interface NoteCopyUse {
  /** Takes what was written here. */
  write(update: Uint8Array): void;
  /** What came cannot be shown: the copy is of no use any more. */
  failed(error: unknown): void;
}

const fromNote = 'note';
const fromEditor = 'editor';

/** Both documents write under one client id, of which only the copy makes new clocks. */
export const openNoteCopy = (
  note: Y.Doc,
  awareness: SteadyAwareness,
  { write, failed }: NoteCopyUse,
): NoteCopy => {
  const doc = new Y.Doc();
  doc.clientID = note.clientID;
  doc.on('afterTransaction', claim);
  let isConnected = false;
  let held: Uint8Array[] | null = null;

  const show = (update: Uint8Array): void => {
    try {
      Y.applyUpdate(doc, update, fromNote);
    } catch (error) {
      failed(error);
    }
  };
  const receive = (update: Uint8Array, origin: unknown): void => {
    if (origin === fromEditor) return;
    if (held === null) show(update);
    else held.push(update);
  };
  const send = (update: Uint8Array, origin: unknown): void => {
    if (origin !== fromNote) write(update);
  };
  const release = (): void => {
    const waiting = held ?? [];
    held = null;
    if (waiting.length > 0) show(Y.mergeUpdates(waiting));
  };

  return {
    doc,
    awareness,
    connect: () => {
      if (isConnected) return;
      isConnected = true;
      show(Y.encodeStateAsUpdate(note));
      note.on('afterTransaction', claim);
      note.on('update', receive);
      doc.on('update', send);
    },
    disconnect: () => {
      release();
      isConnected = false;
      note.off('afterTransaction', claim);
      note.off('update', receive);
      doc.off('update', send);
    },
    hold: () => {
      held ??= [];
    },
    release,
  };
};

/** Applies what an editor wrote to the note that it has a copy of, while that is connected. */
export const takeFromEditor = (note: Y.Doc, update: Uint8Array): void =>
  Y.applyUpdate(note, update, fromEditor);

/**
 * Yjs gives a document another client id when an update brings something under its own: here that
 * is no stranger, but the other of the two. It is told so only when everybody has seen the change:
 * what it remembers of places in a text it must forget, as after any change from elsewhere.
 */
const claim = (transaction: Y.Transaction): void => {
  if (transaction.origin === fromNote || transaction.origin === fromEditor)
    transaction.local = true;
};
