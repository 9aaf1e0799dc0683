import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/model/index.ts';
import { newUserBody, type User } from '../../shared/protocol/http.ts';
import { type Invited, invite } from '../api/people.ts';
import { checked, useSubmit } from '../app/useSubmit.ts';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormError } from '../ui/FormError.tsx';
import { rolesToGive } from './rights.ts';

interface InviteDialogProps {
  readonly me: User;
  readonly onInvited: (invited: Invited) => void;
  readonly onClose: () => void;
}

export const InviteDialog = ({ me, onInvited, onClose }: InviteDialogProps) => {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const form = useSubmit(['name', 'email']);

  const submit = () =>
    form.submit(async () => {
      onInvited(await invite(checked(newUserBody, { name, email: email.trim(), role })));
    });

  return (
    <Dialog
      title={t('settings.people.invite')}
      onClose={onClose}
      onSubmit={submit}
      closesOutside={name === '' && email === ''}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit" busy={form.busy}>
            {t(form.busy ? 'settings.people.inviteBusy' : 'settings.people.inviteSubmit')}
          </Button>
        </>
      }
    >
      <p>{t('settings.people.inviteMeaning')}</p>
      <Field
        label={t('welcome.name')}
        value={name}
        onText={setName}
        error={form.errorAt('name')}
        autoComplete="off"
        data-first
      />
      <Field
        label={t('welcome.email')}
        value={email}
        onText={setEmail}
        error={form.errorAt('email')}
        type="email"
        autoComplete="off"
      />
      <Choices
        label={t('settings.people.role')}
        value={role}
        onChoose={setRole}
        choices={rolesToGive(me, null).map((value) => ({
          value,
          text: t(`settings.roles.${value}`),
          meaning: t(`settings.roleMeanings.${value}`),
        }))}
      />
      <FormError text={form.error} />
    </Dialog>
  );
};
