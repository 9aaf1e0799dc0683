import { useTranslation } from 'react-i18next';
import type { User } from '../../shared/protocol/http.ts';
import { changePerson } from '../api/people.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { Confirm } from '../ui/Dialog.tsx';

interface DeactivateDialogProps {
  readonly user: User;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export const DeactivateDialog = ({ user, onDone, onClose }: DeactivateDialogProps) => {
  const { t } = useTranslation();
  const form = useSubmit([]);
  const deactivate = () =>
    form.submit(async () => {
      await changePerson(user.id, { active: false });
      onDone();
      onClose();
    });
  return (
    <Confirm
      title={t('settings.people.deactivateTitle', { name: user.name })}
      meaning={t('settings.people.deactivateMeaning')}
      verb={t('settings.people.deactivate')}
      danger
      busy={form.busy}
      error={form.error}
      onConfirm={deactivate}
      onClose={onClose}
    />
  );
};
