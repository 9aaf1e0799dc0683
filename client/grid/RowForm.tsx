import { useEffect, useId, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showCell, type UnreadReason } from '../../shared/columns/index.ts';
import {
  type CellValue,
  type Column,
  holdsSet,
  isEmpty,
  isUnread,
  nameIn,
} from '../../shared/model/index.ts';
import { candidatesFor, offersList, typedForm } from '../cells/candidates.ts';
import { readTyped, setCell } from '../cells/edits.ts';
import { hasName, lastName, withName, withoutName } from '../cells/nameList.ts';
import { useCandidateSource } from '../cells/useCandidateSource.ts';
import type { Step } from '../store/store.ts';
import { IconButton } from '../ui/Button.tsx';
import { BinIcon, CheckIcon, ChevronIcon } from '../ui/icons.tsx';
import { toast } from '../ui/toast.ts';
import styles from './RowForm.module.css';
import type { Sheet } from './sheet.ts';

interface RowFormProps {
  readonly sheet: Sheet;
  /** Number of the row in its table; null: one that is made with the first thing written. */
  readonly row: number | null;
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** One row over the whole screen of a phone: a field for each column. */
export const RowForm = ({ sheet, row, onMade, onClose, onDelete }: RowFormProps) => {
  const { t } = useTranslation();
  const { store, table, columns, context } = sheet;
  const mayWrite = row === null ? store.mayWrite : store.mayWriteRow(table.id, row);
  const [, redraw] = useReducer((seen: number) => seen + 1, 0);
  useEffect(() => table.subscribe(redraw), [table]);
  const id = row === null ? null : table.rowId(row);
  const valueIn = (column: Column): CellValue => (row === null ? null : table.cell(row, column.id));
  const [first] = columns;
  const title = first === undefined ? '' : typedForm(valueIn(first), first, context);
  const heading = title || t(row === null ? 'grid.row.add' : 'grid.row.untitled');
  const write = (column: Column, value: CellValue, records?: Step['records']) => {
    if (id === null && isEmpty(value)) return;
    const written = setCell(store, column, id, value, records);
    if (id === null) onMade(written);
  };

  const remove = () => {
    if (id === null) return;
    onDelete();
    toast(t('grid.row.deleted', { count: 1 }), {
      text: t('grid.undo'),
      onPress: () =>
        store.dispatch({ commands: [{ type: 'restoreRows', table: table.id, rows: [id] }] }),
    });
  };

  return (
    <section className={styles.form} aria-label={heading}>
      <header className={styles.head}>
        <IconButton label={t('grid.card.back')} className={styles.back} onClick={onClose}>
          <ChevronIcon />
        </IconButton>
        <h1 className={styles.title}>{heading}</h1>
        {mayWrite && id !== null && (
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
          value={valueIn(column)}
          mayWrite={mayWrite}
          onWrite={(value, records) => write(column, value, records)}
        />
      ))}
    </section>
  );
};

interface CellFieldProps {
  readonly sheet: Sheet;
  readonly column: Column;
  readonly value: CellValue;
  readonly mayWrite: boolean;
  readonly onWrite: (value: CellValue, records?: Step['records']) => void;
}

/** One cell as a field: what is typed is kept when the field is left, if the column can read it. */
const CellField = ({ sheet, column, value, mayWrite, onWrite }: CellFieldProps) => {
  const { t } = useTranslation();
  const { context } = sheet;
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
          onChange={(event) => onWrite(event.target.checked)}
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
    onWrite(read.value, read.records);
    setText(null);
  };
  const offered =
    text !== null && offersList(column) && column.type !== 'date'
      ? candidatesFor(text === standing ? '' : lastName(text), column, source).filter(
          ({ makes }) => makes !== true,
        )
      : [];

  const chosen = (list: string, name: string, isIn: boolean): string => {
    if (!holdsSet(column)) return isIn ? '' : name;
    return isIn ? withoutName(list, name) : withName(list, name);
  };

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
      {column.type === 'phone' && typeof value === 'string' && (
        <a className={styles.call} href={`tel:${value}`}>
          {t('grid.card.call')}
        </a>
      )}
      {reason !== null && (
        <p id={`${id}-reason`} role="alert" className={styles.reason}>
          {t(`unread.${reason}`)}
        </p>
      )}
      {offered.length > 0 && (
        <div className={styles.choices}>
          {offered.map(({ id: choice, text: name }) => {
            const isIn = hasName(text ?? '', name);
            return (
              <button
                key={choice}
                type="button"
                className={styles.choice}
                aria-pressed={isIn}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => {
                  setText(chosen(text ?? '', name, isIn));
                  field.current?.focus();
                }}
              >
                {isIn && <CheckIcon />}
                {name}
              </button>
            );
          })}
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
