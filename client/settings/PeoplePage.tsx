import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/model/index.ts';
import { roles } from '../../shared/model/index.ts';
import type { User } from '../../shared/protocol/http.ts';
import { changePerson, type Invited, listPeople } from '../api/people.ts';
import { failureText } from '../app/failureText.ts';
import { useLoaded } from '../app/useLoaded.ts';
import { useColorOf, useSignedIn } from '../app/useSession.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { MoreIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import { toast } from '../ui/toast.ts';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { Item, List, Mark, NoButton, Word } from './List.tsx';
import { NewLinkDialog } from './NewLinkDialog.tsx';
import { OneTimeLinkDialog } from './OneTimeLinkDialog.tsx';
import { Page, WhenLoaded } from './Page.tsx';
import { isAdministrator, rolesToGive } from './rights.ts';

type Asked =
  | { readonly kind: 'invite' }
  | { readonly kind: 'link'; readonly invited: Invited }
  | { readonly kind: 'newLink' | 'deactivate'; readonly user: User };

export const PeoplePage = () => {
  const { t } = useTranslation();
  const { user: me } = useSignedIn();
  const loading = useLoaded(listPeople);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);

  const change = async (user: User, patch: { role?: Role; active?: boolean }) => {
    try {
      await changePerson(user.id, patch);
      if (patch.role !== undefined) {
        const role = t(`settings.roles.${patch.role}`);
        toast(t('settings.people.roleChanged', { name: user.name, role }));
      }
    } catch (error) {
      toast(failureText(t, error));
    }
    loading.reload();
  };

  const showLink = (invited: Invited) => {
    setAsked({ kind: 'link', invited });
    loading.reload();
  };

  return (
    <Page
      title={t('settings.people.title')}
      meaning={t('settings.people.meaning')}
      action={
        isAdministrator(me) && (
          <Button look="go" onClick={() => setAsked({ kind: 'invite' })}>
            {t('settings.people.invite')}
          </Button>
        )
      }
    >
      <WhenLoaded loading={loading} forbidden={t('settings.people.adminsOnly')}>
        {(people) => (
          <List label={t('settings.people.title')}>
            {people.map((user) => (
              <PersonItem
                key={user.id}
                user={user}
                me={me}
                onRole={(role) => change(user, { role })}
                onActivate={() => change(user, { active: true })}
                onAsk={setAsked}
              />
            ))}
          </List>
        )}
      </WhenLoaded>
      {asked?.kind === 'invite' && <InviteDialog me={me} onInvited={showLink} onClose={close} />}
      {asked?.kind === 'newLink' && (
        <NewLinkDialog user={asked.user} onLink={showLink} onClose={close} />
      )}
      {asked?.kind === 'link' && <OneTimeLinkDialog invited={asked.invited} onClose={close} />}
      {asked?.kind === 'deactivate' && (
        <DeactivateDialog user={asked.user} onDone={loading.reload} onClose={close} />
      )}
    </Page>
  );
};

interface PersonItemProps {
  readonly user: User;
  readonly me: User;
  readonly onRole: (role: Role) => void;
  readonly onActivate: () => void;
  readonly onAsk: (asked: Asked) => void;
}

const PersonItem = ({ user, me, onRole, onActivate, onAsk }: PersonItemProps) => {
  const { t } = useTranslation();
  const color = useColorOf(user.id);
  const given = rolesToGive(me, user);
  const mine = user.id === me.id;

  return (
    <Item
      mark={<Avatar name={user.name} color={color} mine={mine} />}
      title={
        <>
          {user.name}
          {mine && <Mark>{t('settings.people.you')}</Mark>}
          {!user.active && <Mark>{t('settings.people.inactive')}</Mark>}
          {user.active && !user.joined && <Mark due>{t('settings.people.waiting')}</Mark>}
        </>
      }
      about={user.email}
      faded={!user.active}
    >
      {given.length > 0 && user.active ? (
        <ChoiceMenu
          label={t('settings.people.role')}
          value={user.role}
          choices={roles
            .filter((role) => given.includes(role))
            .map((role) => ({ value: role, text: t(`settings.roles.${role}`) }))}
          onChoose={onRole}
        />
      ) : (
        <Word>{t(`settings.roles.${user.role}`)}</Word>
      )}
      {given.length === 0 || mine ? (
        <NoButton />
      ) : (
        <Menu
          label={t('settings.people.actions', { name: user.name })}
          groups={[
            {
              items: user.active
                ? [
                    {
                      text: t('settings.people.newLink'),
                      onSelect: () => onAsk({ kind: 'newLink', user }),
                    },
                    {
                      text: t('settings.people.deactivate'),
                      danger: true,
                      onSelect: () => onAsk({ kind: 'deactivate', user }),
                    },
                  ]
                : [{ text: t('settings.people.activate'), onSelect: onActivate }],
            },
          ]}
        >
          {(trigger) => (
            <IconButton {...trigger} label={t('settings.people.actions', { name: user.name })}>
              <MoreIcon />
            </IconButton>
          )}
        </Menu>
      )}
    </Item>
  );
};
