import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Avatar } from '../ui/Avatar.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { KeyIcon, PeopleIcon, SignOutIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import styles from './AccountMenu.module.css';
import { useLanguageGroup, useThemeGroup } from './AppearanceMenu.tsx';
import { useSignOut } from './signOut.ts';
import { useColorOf, useSignedIn } from './useSession.ts';

/** Oneself, rightmost: settings, sign out, and on a phone also language and theme. */
export const AccountMenu = ({ withAppearance }: { readonly withAppearance: boolean }) => {
  const { t } = useTranslation();
  const { user } = useSignedIn();
  const color = useColorOf(user.id);
  const [, go] = useLocation();
  const language = useLanguageGroup();
  const theme = useThemeGroup();
  const { unsaved, signOut } = useSignOut();
  const [asking, setAsking] = useState(false);

  return (
    <>
      <Menu
        label={t('shell.account.menu', { name: user.name })}
        head={
          <>
            <div className={styles.name}>{user.name}</div>
            <div className={styles.about}>
              {user.email} · {t(`settings.roles.${user.role}`)}
            </div>
          </>
        }
        groups={[
          ...(withAppearance ? [language, theme] : []),
          {
            items: [
              {
                text: t('shell.nav.settings'),
                icon: <PeopleIcon />,
                onSelect: () => go('/settings/people'),
              },
              {
                text: t('shell.nav.tokens'),
                icon: <KeyIcon />,
                onSelect: () => go('/settings/tokens'),
              },
            ],
          },
          {
            items: [
              {
                text: t('shell.account.signOut'),
                icon: <SignOutIcon />,
                onSelect: () => (unsaved > 0 ? setAsking(true) : signOut()),
              },
            ],
          },
        ]}
      >
        {(trigger) => (
          <button
            {...trigger}
            type="button"
            className={styles.me}
            aria-label={t('shell.account.menu', { name: user.name })}
          >
            <Avatar name={user.name} color={color} mine />
          </button>
        )}
      </Menu>
      {asking && (
        <Confirm
          title={t('shell.account.signOutUnsaved')}
          meaning={t('shell.account.signOutUnsavedMeaning', { count: unsaved })}
          verb={t('shell.account.signOutAnyway')}
          stay={t('shell.account.stay')}
          danger
          onConfirm={signOut}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};
