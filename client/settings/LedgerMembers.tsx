import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Level, ledgerNameIn, type Person } from '../../shared/model/index.ts';
import { Failure } from '../api/failure.ts';
import { type AnyLedger, listMembers, type Member, setMember } from '../api/ledgers.ts';
import { failureText } from '../app/failureText.ts';
import { useLanguage } from '../app/language.ts';
import { useLoaded } from '../app/useLoaded.ts';
import { useSession, useSignedIn } from '../app/useSession.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Confirm, Dialog } from '../ui/Dialog.tsx';
import { toast } from '../ui/toast.ts';
import { AddMember } from './AddMember.tsx';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import { Item, List, Mark, Word } from './List.tsx';
import { WhenLoaded } from './Page.tsx';
import { hasAccount } from './rights.ts';

interface LedgerMembersProps {
  readonly ledger: AnyLedger;
  readonly onClose: () => void;
}

/** Who may read and write one ledger, and letting others in. */
export const LedgerMembers = ({ ledger, onClose }: LedgerMembersProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { user: me } = useSignedIn();
  const everyone = useSession((snapshot) => snapshot.everyone);
  const load = useCallback((signal: AbortSignal) => listMembers(ledger.id, signal), [ledger.id]);
  const loading = useLoaded(load);
  const [withdrawn, setWithdrawn] = useState<Person | null>(null);
  // Only the server knows who made a ledger: members try, and are offered it no more once refused.
  const [mayManage, setMayManage] = useState(me.role !== 'viewer');

  const set = async (user: string, level: Level | null) => {
    try {
      await setMember(ledger.id, user, level);
    } catch (error) {
      if (error instanceof Failure && error.code === 'forbidden') setMayManage(false);
      toast(failureText(t, error));
    }
    loading.reload();
  };

  return (
    <Dialog
      title={t('settings.ledgers.members', { name: ledgerNameIn(ledger.name, language) })}
      onClose={onClose}
    >
      <WhenLoaded loading={loading}>
        {(members) => {
          const outside = everyone.filter(
            (person) =>
              person.active &&
              hasAccount(person) &&
              !members.some(({ user }) => user === person.id),
          );
          return (
            <>
              {mayManage && outside.length > 0 && <AddMember people={outside} onAdd={set} />}
              <List label={t('settings.ledgers.membersOf')}>
                {personsOf(members, everyone).map(({ person, level }) => (
                  <MemberItem
                    key={person.id}
                    person={person}
                    level={level}
                    mine={person.id === me.id}
                    onLevel={
                      mayManage
                        ? (next) => (next === null ? setWithdrawn(person) : set(person.id, next))
                        : null
                    }
                  />
                ))}
              </List>
            </>
          );
        }}
      </WhenLoaded>
      {withdrawn && (
        <Confirm
          title={t('settings.ledgers.withdrawTitle', { name: withdrawn.name })}
          meaning={t('settings.ledgers.withdrawMeaning', {
            ledger: ledgerNameIn(ledger.name, language),
          })}
          verb={t('settings.ledgers.withdraw')}
          danger
          onClose={() => setWithdrawn(null)}
          onConfirm={() => {
            setWithdrawn(null);
            void set(withdrawn.id, null);
          }}
        />
      )}
    </Dialog>
  );
};

interface MemberItemProps {
  readonly person: Person;
  readonly level: Level;
  readonly mine: boolean;
  /** Null for those who may only look. */
  readonly onLevel: ((level: Level | null) => void) | null;
}

const MemberItem = ({ person, level, mine, onLevel }: MemberItemProps) => {
  const { t } = useTranslation();
  return (
    <Item
      mark={<Avatar name={person.name} color={person.color} mine={mine} />}
      title={
        <>
          {person.name}
          {mine && <Mark>{t('settings.people.you')}</Mark>}
        </>
      }
    >
      {onLevel === null ? (
        <Word>{t(`settings.ledgers.levels.${level}`)}</Word>
      ) : (
        <ChoiceMenu
          label={t('settings.ledgers.levelOf', { name: person.name })}
          value={level as Level | 'none'}
          choices={(['write', 'read', 'none'] as const).map((value) => ({
            value,
            text: t(`settings.ledgers.levels.${value}`),
          }))}
          onChoose={(value) => onLevel(value === 'none' ? null : value)}
        />
      )}
    </Item>
  );
};

/** Members with their names; a member whom this browser does not know yet is left for the next look. */
const personsOf = (members: readonly Member[], everyone: readonly Person[]) =>
  members.flatMap(({ user, level }) => {
    const person = everyone.find(({ id }) => id === user);
    return person === undefined ? [] : [{ person, level }];
  });
