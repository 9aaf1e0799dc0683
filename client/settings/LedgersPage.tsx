import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerNameIn } from '../../shared/model/index.ts';
import { type AnyLedger, listAllLedgers, listLedgers } from '../api/ledgers.ts';
import { useLanguage } from '../app/language.ts';
import { NewRowsMenu, useWritableLedgers } from '../app/NewRowsMenu.tsx';
import { useLoaded } from '../app/useLoaded.ts';
import { useSession, useSignedIn } from '../app/useSession.ts';
import { Button } from '../ui/Button.tsx';
import { LedgerIcon } from '../ui/icons.tsx';
import { EmptyState } from '../ui/State.tsx';
import { LedgerMembers } from './LedgerMembers.tsx';
import { Item, List, Mark } from './List.tsx';
import { NewLedgerDialog } from './NewLedgerDialog.tsx';
import { Page, WhenLoaded } from './Page.tsx';
import { isAdministrator } from './rights.ts';

export const LedgersPage = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { user: me } = useSignedIn();
  const loading = useLoaded<AnyLedger[]>(isAdministrator(me) ? listAllLedgers : listLedgers);
  const defaultLedger = useSession((snapshot) => snapshot.defaultLedger);
  const isChoice = useWritableLedgers().length > 1;
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState<AnyLedger | null>(null);

  return (
    <Page
      title={t('settings.ledgers.title')}
      meaning={t('settings.ledgers.meaning')}
      action={
        me.role !== 'viewer' && (
          <Button look="go" onClick={() => setCreating(true)}>
            {t('settings.ledgers.create')}
          </Button>
        )
      }
    >
      <WhenLoaded loading={loading}>
        {(ledgers) =>
          ledgers.length === 0 ? (
            <EmptyState
              title={t('settings.ledgers.none')}
              meaning={t('settings.ledgers.noneMeaning')}
            />
          ) : (
            <>
              <NewRowsMenu />
              <List label={t('settings.ledgers.title')}>
                {ledgers.map((ledger) => (
                  <Item
                    key={ledger.id}
                    mark={<LedgerIcon />}
                    title={
                      <>
                        {ledgerNameIn(ledger.name, language)}
                        {isChoice && ledger.id === defaultLedger && (
                          <Mark>{t('shell.ledgers.newRows')}</Mark>
                        )}
                      </>
                    }
                    about={t('settings.ledgers.own', {
                      level: t(`settings.ledgers.levels.${ledger.level ?? 'none'}`),
                    })}
                  >
                    <Button
                      aria-label={t('settings.ledgers.members', {
                        name: ledgerNameIn(ledger.name, language),
                      })}
                      onClick={() => setOpened(ledger)}
                    >
                      {t('settings.ledgers.membersOf')}
                    </Button>
                  </Item>
                ))}
              </List>
            </>
          )
        }
      </WhenLoaded>
      {creating && (
        <NewLedgerDialog
          onCreated={(ledger) => {
            setCreating(false);
            setOpened(ledger);
            loading.reload();
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {opened && (
        <LedgerMembers
          ledger={opened}
          onClose={() => {
            setOpened(null);
            loading.reload();
          }}
        />
      )}
    </Page>
  );
};
