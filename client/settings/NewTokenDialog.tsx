import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokenBody } from '../../shared/protocol/http.ts';
import { createToken } from '../api/tokens.ts';
import { checked, useSubmit } from '../app/useSubmit.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormError } from '../ui/FormError.tsx';
import { Secret } from '../ui/Secret.tsx';

interface NewTokenDialogProps {
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

/** First what the token is for, then the token itself, once. */
export const NewTokenDialog = ({ onCreated, onClose }: NewTokenDialogProps) => {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const form = useSubmit(['name']);

  const submit = () =>
    form.submit(async () => {
      setSecret((await createToken(checked(tokenBody, { name }).name)).token);
      onCreated();
    });

  if (secret !== null)
    return (
      <Dialog
        title={t('settings.tokens.onceTitle')}
        onClose={onClose}
        closesOutside={false}
        foot={<Button onClick={onClose}>{t('settings.tokens.onceDone')}</Button>}
      >
        <p>{t('settings.tokens.onceMeaning')}</p>
        <Secret label={t('settings.tokens.onceLabel')} text={secret} />
      </Dialog>
    );
  return (
    <Dialog
      title={t('settings.tokens.create')}
      onClose={onClose}
      onSubmit={submit}
      closesOutside={name === ''}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit" busy={form.busy}>
            {t(form.busy ? 'settings.tokens.createBusy' : 'settings.tokens.createSubmit')}
          </Button>
        </>
      }
    >
      <Field
        label={t('settings.tokens.name')}
        value={name}
        onText={setName}
        hint={t('settings.tokens.nameHint')}
        error={form.errorAt('name')}
        maxLength={80}
        autoComplete="off"
        data-first
      />
      <FormError text={form.error} />
    </Dialog>
  );
};
