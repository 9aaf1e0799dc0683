import { useTranslation } from 'react-i18next';
import type { Note } from '../../sync/openNotes.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copyText.ts';
import { toast } from '../../ui/toast.ts';
import styles from './NoteTab.module.css';

interface PlainNoteProps {
  readonly note: Note;
  readonly onRetry: () => void;
}

/** A note that the editor cannot show, as another program may make one: its words all the same. */
export const PlainNote = ({ note, onRetry }: PlainNoteProps) => {
  const { t } = useTranslation();
  const text = note.text();
  const copy = async () => toast(t((await copyText(text)) ? 'shell.copied' : 'shell.copyByHand'));
  return (
    <div className={styles.plain}>
      <p role="alert">{t('note.failed')}</p>
      <div className={styles.buttons}>
        <Button onClick={onRetry}>{t('shell.retry')}</Button>
        {text !== '' && <Button onClick={copy}>{t('shell.copy')}</Button>}
      </div>
      <pre className={styles.words}>{text}</pre>
    </div>
  );
};
