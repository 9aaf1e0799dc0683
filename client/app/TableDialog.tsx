import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ledgerBody } from '../../shared/protocol/http.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm, Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { isTableAddress } from './tableAddress.ts';
import { useSignedIn } from './useSession.ts';
import { checked, useSubmit } from './useSubmit.ts';

/** What somebody wants with a table. */
export type TableTask =
  | { readonly kind: 'create' }
  | { readonly kind: 'rename' | 'delete'; readonly table: string; readonly name: string };

interface TableDialogProps {
  readonly task: TableTask;
  readonly onClose: () => void;
}

export const TableDialog = ({ task, onClose }: TableDialogProps) =>
  task.kind === 'delete' ? (
    <DeleteTable task={task} onClose={onClose} />
  ) : (
    <NameTable task={task} onClose={onClose} />
  );

const NameTable = ({ task, onClose }: TableDialogProps) => {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const [, go] = useLocation();
  const [name, setName] = useState(task.kind === 'create' ? '' : task.name);
  const form = useSubmit(['name']);
  const isMade = useRef(false);

  const submit = () =>
    form.submit(async () => {
      const named = checked(ledgerBody, { name }).name;
      if (task.kind === 'create') {
        isMade.current = true;
        go(`/t/${session.addTable(named)}`);
      } else session.renameTable(task.table, named);
      onClose();
    });

  return (
    <Dialog
      title={
        task.kind === 'create'
          ? t('shell.nav.newTable')
          : t('shell.table.renameTitle', { name: task.name })
      }
      onClose={onClose}
      onSubmit={submit}
      // The new grid takes the focus: its first cell waits for the first word.
      givesFocusBack={() => !isMade.current}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit">
            {t(task.kind === 'create' ? 'shell.table.create' : 'shell.table.rename')}
          </Button>
        </>
      }
    >
      <Field
        label={t('shell.table.name')}
        value={name}
        onText={setName}
        error={form.errorAt('name')}
        maxLength={80}
        autoComplete="off"
        data-first
      />
    </Dialog>
  );
};

const DeleteTable = ({ task, onClose }: TableDialogProps) => {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const [here, go] = useLocation();
  if (task.kind === 'create') return null;

  return (
    <Confirm
      title={t('shell.table.deleteTitle', { name: task.name })}
      meaning={t('shell.table.deleteMeaning')}
      verb={t('shell.table.delete')}
      danger
      onClose={onClose}
      onConfirm={() => {
        session.deleteTable(task.table);
        if (isTableAddress(here, task.table)) go('/');
        onClose();
      }}
    />
  );
};
