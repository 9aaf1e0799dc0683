import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnTypeId, columnTypes, nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useSession } from '../app/useSession.ts';
import { Picker } from '../query/Picker.tsx';
import styles from '../query/panels.module.css';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import type { ColumnDraft } from './columnActions.ts';
import type { FormulaFieldHandle } from './formula/FormulaField.tsx';
import { FormulaFields } from './formula/FormulaFields.tsx';
import { useFormulaDraft } from './formula/useFormulaDraft.ts';

interface ColumnDialogProps {
  readonly table: string;
  readonly onClose: () => void;
  readonly onAdd: (draft: ColumnDraft) => void;
}

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'] as const;

/** A new column: its name, its type, and what the type needs to know. */
export const ColumnDialog = ({ table, onClose, onAdd }: ColumnDialogProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const tables = useSession((snapshot) => snapshot.tables);
  const [name, setName] = useState('');
  const [type, setType] = useState<ColumnTypeId>('text');
  const [linkedTable, setLinkedTable] = useState(
    () => tables.find(({ id }) => id !== table)?.id ?? table,
  );
  const [multiple, setMultiple] = useState(false);
  const [currency, setCurrency] = useState<(typeof currencies)[number]>('CNY');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const draft = useFormulaDraft({ table, column: null, text: '', grades: [] });
  const field = useRef<FormulaFieldHandle>(null);

  const add = async () => {
    setTried(true);
    if (missing) return;
    const formula = type === 'formula' ? await draft.settle() : {};
    if (formula === null) {
      field.current?.focus();
      return;
    }
    onAdd({
      name: name.trim(),
      type,
      settings: {
        ...formula,
        ...(type === 'link' && { linkedTable }),
        ...((type === 'link' || type === 'person') && multiple && { multiple }),
        ...(type === 'currency' && { currency }),
      },
    });
    onClose();
  };

  return (
    <Dialog
      title={t('grid.column.add')}
      onClose={onClose}
      onSubmit={() => void add()}
      closesOutside={draft.text === ''}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit">
            {t('grid.column.addSubmit')}
          </Button>
        </>
      }
    >
      <Field
        label={t('grid.column.name')}
        value={name}
        onText={setName}
        error={tried && missing ? t('grid.column.nameMissing') : null}
        maxLength={80}
        autoComplete="off"
        data-first
      />
      <div className={styles.form}>
        <Picker
          labelled
          label={t('grid.column.type')}
          value={type}
          choices={columnTypes.map((value) => ({ value, text: t(`grid.types.${value}`) }))}
          onPick={setType}
        />
        <p className={styles.note}>{t(`grid.typeMeanings.${type}`)}</p>
        {type === 'link' && (
          <Picker
            labelled
            label={t('grid.column.linkedTable')}
            value={linkedTable}
            choices={tables.map((choice) => ({
              value: choice.id,
              text: nameIn(choice.name, language),
            }))}
            onPick={setLinkedTable}
          />
        )}
        {type === 'currency' && (
          <Picker
            labelled
            label={t('grid.column.currency')}
            value={currency}
            choices={currencies.map((value) => ({ value, text: value }))}
            onPick={setCurrency}
          />
        )}
        {(type === 'link' || type === 'person') && (
          <label className={styles.switch}>
            <input
              type="checkbox"
              checked={multiple}
              onChange={(event) => setMultiple(event.target.checked)}
            />
            {t('grid.column.multiple')}
          </label>
        )}
      </div>
      {type === 'formula' && (
        <FormulaFields ref={field} table={table} column={null} draft={draft} />
      )}
    </Dialog>
  );
};
