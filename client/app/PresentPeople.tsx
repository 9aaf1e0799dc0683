import { useTranslation } from 'react-i18next';
import { Avatar } from '../ui/Avatar.tsx';
import styles from './PresentPeople.module.css';
import { useSession } from './useSession.ts';

const shownAtMost = 4;

/** Who else is here now; the rest is a number. */
export const PresentPeople = () => {
  const { t } = useTranslation();
  const people = useSession((snapshot) => snapshot.people);
  if (people.length === 0) return null;
  const shown = people.length > shownAtMost ? people.slice(0, shownAtMost - 1) : people;
  const more = people.length - shown.length;

  return (
    <ul className={styles.people} aria-label={t('shell.people.label', { count: people.length })}>
      {shown.map(({ id, name, color, typing }) => (
        <li key={id}>
          <Avatar
            name={name}
            color={color}
            typing={typing}
            label={t(typing ? 'shell.people.typing' : 'shell.people.viewing', { name })}
          />
        </li>
      ))}
      {more > 0 && (
        <li className={styles.more} title={t('shell.people.more', { count: more })}>
          <span aria-hidden="true">+{more}</span>
          <span className="unseen">{t('shell.people.more', { count: more })}</span>
        </li>
      )}
    </ul>
  );
};
