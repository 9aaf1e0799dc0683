import { useTranslation } from 'react-i18next';
import styles from './Card.module.css';
import type { CardLook } from './cardLook.ts';

interface CardFaceProps {
  readonly look: CardLook;
  readonly days: number | null;
  readonly isEnded: boolean;
}

/** What a row is, for whom and how much; under it when, by whom, for how long. */
export const CardFace = ({ look, days, isEnded }: CardFaceProps) => {
  const { t } = useTranslation();
  const late = !isEnded && look.daysLate > 0;
  const [first, ...rest] = look.foot;
  return (
    <>
      <span className={styles.title}>{look.title || t('board.card.untitled')}</span>
      <span className={styles.line}>
        <span className={styles.second}>{look.second}</span>
        <span className={styles.figure}>{look.figure}</span>
      </span>
      <span className={styles.foot}>
        {late ? (
          <span className={styles.late} title={first}>
            {t('board.card.late', { count: look.daysLate })}
          </span>
        ) : (
          first !== undefined && <span>{first}</span>
        )}
        {rest.map((text) => (
          <span key={text}>{text}</span>
        ))}
        {days !== null && (
          <span title={t('board.card.inLane')}>{t('board.card.days', { count: days })}</span>
        )}
      </span>
    </>
  );
};
