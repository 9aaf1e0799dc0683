import { useEffect, useId, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showCell, type UnreadReason } from '../../shared/columns/index.ts';
import { type CellValue, type Column, isUnread, nameIn } from '../../shared/model/index.ts';
import { IconButton } from '../ui/Button.tsx';
import { BinIcon, ChevronIcon } from '../ui/icons.tsx';
import { toast } from '../ui/toast.ts';
import { candidatesFor, offersList, typedForm } from './candidates.ts';
import { readTyped, setCell } from './edits.ts';
import styles from './RowForm.module.css';
import type { Sheet } from './sheet.ts';
import { useCandidateSource } from './useCandidateSource.ts';

interface RowFormProps {
  readonly sheet: Sheet;
  /** Number of the row in its table. */
  readonly row: number;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** One row over the whole screen of a phone: a field for each column. */
export const RowForm = ({ sheet, row, onClose, onDelete }: RowFormProps) => {
  const { t } = useTranslation();
  const { store, table, columns, context } = sheet;
  const mayWrite = store.mayWriteRow(table.id, row);
  const [, redraw] = useReducer((seen: number) => seen + 1, 0);
  useEffect(() => table.subscribe(redraw), [table]);
  const id = table.rowId(row);
  const [first] = columns;
  const title = first === undefined ? '' : typedForm(table.cell(row, first.id), first, context);

  const remove = () => {
    onDelete();
    toast(t('grid.row.deleted', { count: 1 }), {
      text: t('grid.undo'),
      onPress: () =>
        store.dispatch({ commands: [{ type: 'restoreRows', table: table.id, rows: [id] }] }),
    });
  };

  return (
    <section className={styles.form} aria-label={title || t('grid.row.untitled')}>
      <header className={styles.head}>
        <IconButton label={t('grid.card.back')} className={styles.back} onClick={onClose}>
          <ChevronIcon />
        </IconButton>
        <h1 className={styles.title}>{title || t('grid.row.untitled')}</h1>
        {mayWrite && (
          <IconButton label={t('grid.card.delete')} onClick={remove}>
            <BinIcon />
          </IconButton>
        )}
      </header>
      {columns.map((column) => (
        <CellField
          key={column.id}
          sheet={sheet}
          column={column}
          row={id}
          value={table.cell(row, column.id)}
          mayWrite={mayWrite}
        />
      ))}
    </section>
  );
};

interface CellFieldProps {
  readonly sheet: Sheet;
  readonly column: Column;
  readonly row: string;
  readonly value: CellValue;
  readonly mayWrite: boolean;
}

/** One cell as a field: what is typed is kept when the field is left, if the column can read it. */
const CellField = ({ sheet, column, row, value, mayWrite }: CellFieldProps) => {
  const { t } = useTranslation();
  const { store, context } = sheet;
  const id = useId();
  const source = useCandidateSource(sheet);
  const standing = isUnread(value) ? value.unread : typedForm(value, column, context);
  const [text, setText] = useState<string | null>(null);
  const [reason, setReason] = useState<UnreadReason | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const label = nameIn(column.name, context.language);

  if (column.type === 'checkbox')
    return (
      <label className={styles.field}>
        <span className={styles.label}>{label}</span>
        <input
          type="checkbox"
          className={styles.tick}
          checked={value === true}
          disabled={!mayWrite}
          onChange={(event) => setCell(store, column, row, event.target.checked)}
        />
      </label>
    );

  const leave = () => {
    if (text === null || text === standing) {
      setText(null);
      return;
    }
    const read = readTyped(text, column, context);
    setReason(read.ok ? null : read.reason);
    if (!read.ok) return;
    setCell(store, column, row, read.value, read.records);
    setText(null);
  };
  const offered =
    text !== null && offersList(column) && column.type !== 'date'
      ? candidatesFor(text === standing ? '' : lastOf(text), column, source).filter(
          ({ makes }) => makes !== true,
        )
      : [];

  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={1}
        className={styles.input}
        readOnly={!mayWrite}
        value={text ?? showCell(value, column, context)}
        aria-invalid={reason !== null || isUnread(value) ? true : undefined}
        aria-describedby={reason === null ? undefined : `${id}-reason`}
        inputMode={inputModes[column.type]}
        onFocus={() => mayWrite && setText(standing)}
        onChange={(event) => setText(event.target.value)}
        onBlur={leave}
      />
      {reason !== null && (
        <p id={`${id}-reason`} role="alert" className={styles.reason}>
          {t(`unread.${reason}`)}
        </p>
      )}
      {offered.length > 0 && (
        <div className={styles.choices}>
          {offered.map((candidate) => (
            <button
              key={candidate.id}
              type="button"
              className={styles.choice}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                setText(withLast(text ?? '', candidate.text, column.type === 'tags'));
                field.current?.focus();
              }}
            >
              {candidate.text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};

const inputModes: Partial<Record<Column['type'], 'decimal' | 'tel'>> = {
  number: 'decimal',
  currency: 'decimal',
  phone: 'tel',
};

const lastMember = /[^,，、;；]*$/;

/** What is being typed at the end of a list. */
const lastOf = (text: string): string => (lastMember.exec(text)?.[0] ?? '').trim();

/** The text with a chosen name in place of what was being typed. */
const withLast = (text: string, name: string, several: boolean): string =>
  several ? `${text.replace(lastMember, '').trimEnd()} ${name}, `.trimStart() : name;
