import { useTranslation } from 'react-i18next';
import type { User } from '../../shared/protocol/http.ts';
import { type Invited, newLink } from '../api/people.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { Confirm } from '../ui/Dialog.tsx';

interface NewLinkDialogProps {
  readonly user: User;
  readonly onLink: (invited: Invited) => void;
  readonly onClose: () => void;
}

/** For somebody who lost the first link or forgot the password. */
export const NewLinkDialog = ({ user, onLink, onClose }: NewLinkDialogProps) => {
  const { t } = useTranslation();
  const form = useSubmit([]);
  return (
    <Confirm
      title={t('settings.people.newLinkTitle', { name: user.name })}
      meaning={t('settings.people.newLinkMeaning')}
      verb={t('settings.people.newLinkSubmit')}
      busy={form.busy}
      error={form.error}
      onConfirm={() => form.submit(async () => onLink(await newLink(user.id)))}
      onClose={onClose}
    />
  );
};
