import { useTranslation } from 'react-i18next';
import { AbacusMark } from './AbacusMark.tsx';
import styles from './OpeningMark.module.css';

/** Before it is known who is here: nothing for a moment, then the mark. */
export const OpeningMark = () => {
  const { t } = useTranslation();
  return (
    <p role="status" className={styles.opening}>
      <AbacusMark size={32} />
      <span className="unseen">{t('shell.state.loading')}</span>
    </p>
  );
};
