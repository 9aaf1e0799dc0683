import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import styles from './PasteProgress.module.css';
import type { PasteProgress as Progress } from './usePaste.tsx';

/** Above the status bar, while many rows are on their way to the server. */
export const PasteProgress = ({ rows, share, cancel }: Progress) => {
  const { t } = useTranslation();
  return (
    <div className={styles.progress} role="status">
      <span>{t('grid.paste.uploading', { count: rows })}</span>
      <progress value={share} max={1} aria-label={t('grid.paste.uploading', { count: rows })} />
      <Button look="quiet" onClick={cancel}>
        {t('shell.cancel')}
      </Button>
    </div>
  );
};
