import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LedgerListed, ledgerBody } from '../../shared/protocol/http.ts';
import { createLedger } from '../api/ledgers.ts';
import { checked, useSubmit } from '../app/useSubmit.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormError } from '../ui/FormError.tsx';

interface NewLedgerDialogProps {
  readonly onCreated: (ledger: LedgerListed) => void;
  readonly onClose: () => void;
}

export const NewLedgerDialog = ({ onCreated, onClose }: NewLedgerDialogProps) => {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const form = useSubmit(['name']);
  const submit = () =>
    form.submit(async () => onCreated(await createLedger(checked(ledgerBody, { name }).name)));

  return (
    <Dialog
      title={t('settings.ledgers.create')}
      onClose={onClose}
      onSubmit={submit}
      closesOutside={name === ''}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit" busy={form.busy}>
            {t(form.busy ? 'settings.ledgers.createBusy' : 'settings.ledgers.createSubmit')}
          </Button>
        </>
      }
    >
      <Field
        label={t('settings.ledgers.name')}
        value={name}
        onText={setName}
        hint={t('settings.ledgers.nameHint')}
        error={form.errorAt('name')}
        maxLength={80}
        autoComplete="off"
        data-first
      />
      <FormError text={form.error} />
    </Dialog>
  );
};
