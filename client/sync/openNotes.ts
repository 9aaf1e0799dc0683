import { noteText } from '../../shared/documents/noteText.ts';
import type { DocumentName } from '../../shared/protocol/documents.ts';
import { type NoteCopy, openNoteCopy, takeFromEditor } from './noteCopy.ts';
import { createNoteEdits, type NoteEdits } from './noteEdits.ts';
import { type SteadyAwareness, steadyAwareness } from './steadyAwareness.ts';
import {
  type DocumentCondition,
  type DocumentHost,
  type SyncedDocument,
  syncDocument,
} from './syncedDocument.ts';
import { createWaiting } from './waiting.ts';

/** The note of one row, here for as long as somebody looks at it or something of it is unsaved. */
export interface Note {
  /** The same object until it changed. */
  state(): NoteState;
  subscribe(listener: () => void): () => void;
  /** A copy for one editor; `failed` when it cannot show what others wrote. */
  openCopy(failed: (error: unknown) => void): NoteCopy;
  /** Its words, without what an editor would make of them. */
  text(): string;
  /** Puts the note away when everything written is on the server's disk. */
  close(): void;
}

export interface NoteState {
  readonly condition: DocumentCondition;
  /** True from the first time that the note was here. */
  readonly hasArrived: boolean;
  /** Null while the server has not said. */
  readonly mayWrite: boolean | null;
  /** Another number when a fresh copy took the place of the note: editors begin anew. */
  readonly life: number;
}

export interface OpenNotes {
  open(ledger: string, row: string): Note;
  /** Brings what dead tabs left on its way, and puts away what nobody needs any more. */
  tend(): void;
  /** Those of which something is not saved. */
  unsaved(): readonly SyncedDocument[];
  renewAll(): void;
  /** To be called every second. */
  look(): void;
  wake(): void;
  close(): void;
}

interface Opened {
  readonly document: SyncedDocument;
  readonly edits: NoteEdits;
  readonly awareness: SteadyAwareness;
  readonly listeners: Set<() => void>;
  users: number;
  state: NoteState;
  changed(): void;
}

export const createOpenNotes = (
  host: DocumentHost,
  mayReturn: (ledger: string) => Promise<boolean>,
): OpenNotes => {
  const notes = new Map<DocumentName, Opened>();

  const openOne = (name: DocumentName, ledger: string): Opened => {
    const waiting = createWaiting();
    const edits = createNoteEdits(name, host, () => document.mayWrite);
    const listeners = new Set<() => void>();
    let life = 0;
    const stateNow = (): NoteState => ({
      condition: document.condition,
      hasArrived: document.hasArrived,
      mayWrite: document.mayWrite,
      life,
    });
    const changed = (): void => {
      awareness.follow(document.awareness);
      if (document.condition === 'live' && edits.areHomeless(document.doc))
        document.recoverOrphans();
      const next = stateNow();
      if (JSON.stringify(next) !== JSON.stringify(opened.state)) {
        opened.state = next;
        for (const listener of listeners) listener();
      }
      host.changed();
    };
    const document = syncDocument(name, { ...host, changed }, edits, waiting, {
      prepare: async () => () => {
        life++;
      },
      mayReturn: () => mayReturn(ledger),
      left: edits.refuse,
      message: () => {},
    });
    const awareness = steadyAwareness(document.awareness);
    const opened: Opened = {
      ...{ document, edits, awareness, listeners, changed },
      users: 0,
      state: stateNow(),
    };
    notes.set(name, opened);
    return opened;
  };

  const isUnsaved = ({ document }: Opened): boolean => host.journal.notes(document.name).length > 0;

  const tend = (): void => {
    for (const name of host.journal.documents()) {
      const ledger = /^note\/([^/]+)\//.exec(name)?.[1];
      if (ledger !== undefined && !notes.has(name) && host.journal.notes(name).length > 0)
        openOne(name, ledger);
    }
    for (const [name, note] of notes) {
      if (note.users > 0 || isUnsaved(note)) continue;
      notes.delete(name);
      note.document.close();
    }
  };

  return {
    open: (ledger, row) => {
      const name = `note/${ledger}/${row}` as const;
      const known = notes.get(name);
      const isUsable = known !== undefined && known.document.condition !== 'ended';
      const opened = isUsable ? known : openOne(name, ledger);
      const { document, edits, awareness, listeners } = opened;
      let isOpen = true;
      opened.users++;
      return {
        state: () => opened.state,
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        openCopy: (failed) => {
          const { doc } = document;
          return openNoteCopy(doc, awareness, {
            failed,
            write: (update) => {
              // A reader's editor may tidy what it draws; that stays in its copy.
              if (document.mayWrite === false) return;
              takeFromEditor(doc, update);
              edits.add(doc, update);
              if (doc !== document.doc) opened.changed();
            },
          });
        },
        text: () => noteText(document.doc),
        close: () => {
          if (!isOpen) return;
          isOpen = false;
          if (--opened.users === 0) awareness.setLocalState(null);
          host.changed();
        },
      };
    },
    tend,
    unsaved: () => [...notes.values()].filter(isUnsaved).map(({ document }) => document),
    renewAll: () => {
      for (const { document } of notes.values()) document.renew();
    },
    look: () => {
      for (const { document } of notes.values()) document.look();
    },
    wake: () => {
      for (const { document } of notes.values()) document.wake();
    },
    close: () => {
      for (const { document } of notes.values()) document.close();
      notes.clear();
    },
  };
};
