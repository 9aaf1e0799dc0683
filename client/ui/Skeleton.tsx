import { useTranslation } from 'react-i18next';
import styles from './Skeleton.module.css';

const rows = (count: number) => Array.from({ length: count }, (_, row) => row);

/** The shape of a grid that is on its way: the bar of views, the header, the rows. */
export const GridSkeleton = () => (
  <Skeleton>
    <div className={styles.bar}>
      <i />
      <i />
      <i />
    </div>
    <div className={styles.head} />
    {rows(16).map((row) => (
      <div key={row} className={styles.row}>
        <i />
        <i />
        <i />
        <i />
      </div>
    ))}
  </Skeleton>
);

/** The shape of a short list. */
export const ListSkeleton = () => (
  <Skeleton>
    {rows(5).map((row) => (
      <div key={row} className={styles.item}>
        <b />
        <i />
      </div>
    ))}
  </Skeleton>
);

const Skeleton = ({ children }: { readonly children: React.ReactNode }) => {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-busy="true">
      <span className="unseen">{t('shell.state.loading')}</span>
      {children}
    </div>
  );
};
