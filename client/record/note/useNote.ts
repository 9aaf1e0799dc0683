import { useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from '../../store/useStore.ts';
import type { Note, NoteState } from '../../sync/openNotes.ts';

/** The note of a row, open for as long as the screen shows it; null for a moment at first. */
export const useNote = (ledger: string, row: string): Note | null => {
  const store = useStore();
  const [note, setNote] = useState<Note | null>(null);
  useEffect(() => {
    const opened = store.openNote(ledger, row);
    setNote(opened);
    return () => opened.close();
  }, [store, ledger, row]);
  return note;
};

export const useNoteState = (note: Note): NoteState =>
  useSyncExternalStore(note.subscribe, note.state);
