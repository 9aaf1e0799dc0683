import { useTranslation } from 'react-i18next';
import styles from './BoardSkeleton.module.css';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The shape of a board that is on its way. */
export const BoardSkeleton = () => {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-busy="true">
      <span className="unseen">{t('shell.state.loading')}</span>
      <div className={styles.bar} />
      <div className={styles.lanes}>
        {upTo(5).map((lane) => (
          <div key={lane} className={styles.lane}>
            <b />
            <i />
            {upTo(4 - (lane >> 1)).map((card) => (
              <span key={card} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
};
