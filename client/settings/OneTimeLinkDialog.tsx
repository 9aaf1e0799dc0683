import { useTranslation } from 'react-i18next';
import type { Invited } from '../api/people.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Secret } from '../ui/Secret.tsx';

interface OneTimeLinkDialogProps {
  readonly invited: Invited;
  readonly onClose: () => void;
}

export const OneTimeLinkDialog = ({ invited, onClose }: OneTimeLinkDialogProps) => {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('settings.people.linkTitle', { name: invited.user.name })}
      onClose={onClose}
      closesOutside={false}
      foot={<Button onClick={onClose}>{t('settings.people.linkDone')}</Button>}
    >
      <p>{t('settings.people.linkMeaning')}</p>
      <Secret label={t('settings.people.linkLabel')} text={invited.link} />
    </Dialog>
  );
};
