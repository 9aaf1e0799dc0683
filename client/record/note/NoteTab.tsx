import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/useSession.ts';
import { useStore } from '../../store/useStore.ts';
import type { Note } from '../../sync/openNotes.ts';
import { LockIcon, WarningIcon } from '../../ui/icons.tsx';
import { ListSkeleton } from '../../ui/Skeleton.tsx';
import { NoPermission, OfflineState } from '../../ui/State.tsx';
import { NoteCatch } from './NoteCatch.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import styles from './NoteTab.module.css';
import { NoteWaiting } from './NoteWaiting.tsx';
import { PlainNote } from './PlainNote.tsx';
import { useNote, useNoteState } from './useNote.ts';

interface NoteTabProps {
  /** The ledger of the row, whose rights the note has. */
  readonly ledger: string;
  readonly row: string;
  readonly mayWrite: boolean;
}

/** The note of one row: rich text that several people write at once. */
export default function NoteTab({ ledger, row, mayWrite }: NoteTabProps) {
  const note = useNote(ledger, row);
  return note === null ? (
    <ListSkeleton />
  ) : (
    <OpenedNote key={row} note={note} row={row} mayWrite={mayWrite} />
  );
}

interface OpenedNoteProps {
  readonly note: Note;
  readonly row: string;
  readonly mayWrite: boolean;
}

const OpenedNote = ({ note, row, mayWrite }: OpenedNoteProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const state = useNoteState(note);
  const saved = useSession((snapshot) => snapshot.saved.kind);
  const { condition, hasArrived } = state;
  if (condition === 'ended') return <NoPermission meaning={t('note.forbidden')} />;
  if (!hasArrived && condition === 'broken')
    return <NoteWaiting meaning={t('note.notLoaded')} onRetry={store.reconnect} />;
  if (!hasArrived)
    return saved === 'offline' ? <OfflineState onRetry={store.reconnect} /> : <ListSkeleton />;

  const mayWriteNow = mayWrite && state.mayWrite !== false;
  return (
    <div className={styles.tab}>
      {condition === 'broken' && (
        <p role="alert" className={styles.broken}>
          <WarningIcon />
          {t('note.notStored')}
        </p>
      )}
      {!mayWriteNow && (
        <p className={styles.reading}>
          <LockIcon />
          {t('note.readOnly')}
        </p>
      )}
      <Editors
        key={state.life}
        note={note}
        row={row}
        // What is written while a fresh copy is on its way would have to be brought after it.
        mayWrite={mayWriteNow && condition !== 'recovering'}
      />
    </div>
  );
};

/** One editor that failed may have been bad luck; of two that fail at once, the note is the cause. */
const mostFailures = 2;
const soon = 10_000;

const Editors = ({ note, row, mayWrite }: OpenedNoteProps) => {
  /** When editors failed, ms since the page was opened; each is told of once. */
  const [failures, setFailures] = useState<readonly number[]>([]);
  const attempt = failures.length;
  const fail = useCallback(
    (error: unknown) => {
      console.error(error);
      setFailures((before) => (before.length > attempt ? before : [...before, performance.now()]));
    },
    [attempt],
  );
  const recent = failures.slice(-mostFailures);
  const isHopeless = recent.length === mostFailures && recent.at(-1)! - recent[0]! < soon;
  if (isHopeless) return <PlainNote note={note} onRetry={() => setFailures([])} />;
  return (
    <NoteCatch key={attempt} onFailed={fail}>
      <NoteEditor note={note} id={row} mayWrite={mayWrite} onFailed={fail} />
    </NoteCatch>
  );
};
