import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ledgerNameIn } from '../../shared/model/index.ts';
import { ChevronIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useLanguage } from './language.ts';
import styles from './NewRowsMenu.module.css';
import type { LedgerOpened } from './session.ts';
import { useSession, useSignedIn } from './useSession.ts';

export const useWritableLedgers = (): readonly LedgerOpened[] => {
  const ledgers = useSession((snapshot) => snapshot.ledgers);
  return useMemo(() => ledgers?.filter(({ level }) => level === 'write') ?? [], [ledgers]);
};

/** Says which ledger new rows go to, and changes it; nothing where there is no choice. */
export const NewRowsMenu = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { session } = useSignedIn();
  const writable = useWritableLedgers();
  const chosen = useSession((snapshot) => snapshot.defaultLedger);
  const ledger = writable.find(({ id }) => id === chosen);
  if (writable.length < 2 || ledger === undefined) return null;

  return (
    <Menu
      label={t('shell.ledgers.newRows')}
      groups={[
        {
          title: t('shell.ledgers.newRows'),
          items: writable.map(({ id, name }) => ({
            id,
            text: ledgerNameIn(name, language),
            chosen: id === chosen,
            onSelect: () => session.setDefaultLedger(id),
          })),
        },
      ]}
    >
      {(trigger) => (
        <button {...trigger} type="button" className={styles.where}>
          <span>
            <Trans
              t={t}
              i18nKey="shell.ledgers.newRowsIn"
              values={{ ledger: ledgerNameIn(ledger.name, language) }}
              components={{ b: <b /> }}
            />
          </span>
          <ChevronIcon />
        </button>
      )}
    </Menu>
  );
};
