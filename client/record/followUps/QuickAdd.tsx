import { type FocusEvent, type KeyboardEvent, useContext, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, nameIn } from '../../../shared/model/index.ts';
import { type RowAddress, recordElement } from '../../app/openedRow.ts';
import { useSignedIn } from '../../app/useSession.ts';
import { OpenEditsContext } from '../../cells/openEdits.ts';
import { TextCell } from '../../cells/TextCell.tsx';
import { useCandidateSource } from '../../cells/useCandidateSource.ts';
import { useColumnContext, useColumns, useStore } from '../../store/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toast.ts';
import { draftedText } from '../draft.ts';
import { inRecord, writesFollowUp } from '../presence.ts';
import { useDraft } from '../useDraft.ts';
import { newFollowUp } from './newFollowUp.ts';
import styles from './QuickAdd.module.css';

interface QuickAddProps {
  readonly customer: RowAddress;
  /** The column that links follow-ups to customers. */
  readonly link: Column;
}

/** A line that opens into a small form: what happened, when and how, and what comes next. */
export const QuickAdd = ({ customer, link }: QuickAddProps) => {
  const { t } = useTranslation();
  const id = useId();
  const store = useStore();
  const { user } = useSignedIn();
  const context = useColumnContext();
  const columns = useColumns(link.table);
  const source = useCandidateSource({ store, context });
  const edits = useContext(OpenEditsContext);
  const desk = useDraft('followUp', customer.row);
  const { draft } = desk;
  const [isOpen, setOpen] = useState(!desk.isBlank);
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const what = useRef<HTMLTextAreaElement>(null);
  const columnOf = (column: string) => columns.find((known) => known.id === column);
  const summary = columnOf('summary') ?? columns.find(({ type }) => type === 'text');
  const channel = columnOf('channel');
  const nameOf = (column: Column) => nameIn(column.name, context.language);
  if (summary === undefined) return null;

  const tell = (typing: boolean) =>
    store.setPresence({ ...customer, column: writesFollowUp }, typing);
  const put = (column: Column, text: string) => {
    desk.put(column.id, text);
    setMissing(false);
    tell(true);
  };
  const end = () => {
    setOpen(false);
    setMissing(false);
    store.setPresence({ ...customer, column: inRecord }, false);
  };
  const leave = () => {
    end();
    document.getElementById(recordElement)?.focus();
  };
  const save = () => {
    if (edits?.finish() === false) return;
    const written = desk.current();
    if (draftedText(written, summary.id).trim() === '') {
      setMissing(true);
      what.current?.focus();
      return;
    }
    const { today } = context;
    const parts = { columns, link, customer: customer.row, draft: written, today, user: user.id };
    const made = newFollowUp({ id: store.newRowId(), ...parts });
    if (store.dispatch({ commands: [made] }).misses.length > 0) {
      toast(t('record.notWritten'));
      return;
    }
    desk.clear();
    leave();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape' && desk.isBlank && isOpen) {
      event.stopPropagation();
      event.preventDefault();
      leave();
    }
  };
  const left = (event: FocusEvent) => {
    if (form.current?.contains(event.relatedTarget) === true) return;
    store.setPresence({ ...customer, column: inRecord }, false);
  };
  const text = (column: Column | undefined) =>
    column && (
      <label className={styles.field}>
        <span className={styles.label}>{nameOf(column)}</span>
        <textarea
          rows={1}
          className={styles.input}
          value={draftedText(draft, column.id)}
          onChange={(event) => put(column, event.target.value)}
        />
      </label>
    );
  const date = (column: Column | undefined, fallback: string | null) =>
    column && (
      <span className={styles.date}>
        <TextCell
          id={`${id}-${column.id}`}
          label={nameOf(column)}
          source={source}
          placeholder={nameOf(column)}
          cell={{
            column,
            row: `draft:${customer.row}`,
            value: draftedText(draft, column.id) || fallback,
            mayWrite: true,
            peers: [],
            write: (value) => {
              put(column, typeof value === 'string' ? value : '');
              return true;
            },
            writeMember: () => undefined,
            tellPlace: (typing) => typing !== null && tell(typing),
          }}
        />
      </span>
    );

  return (
    <form
      ref={form}
      aria-label={t('record.followUps.begin')}
      className={`${styles.form} ${isOpen ? styles.open : ''}`}
      noValidate
      onKeyDown={pressed}
      onFocus={() => tell(!desk.isBlank)}
      onBlur={left}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={what}
        rows={1}
        aria-label={isOpen ? nameOf(summary) : t('record.followUps.begin')}
        aria-invalid={isMissing || undefined}
        aria-describedby={isMissing ? `${id}-missing` : undefined}
        className={styles.what}
        placeholder={isOpen ? nameOf(summary) : t('record.followUps.begin')}
        value={draftedText(draft, summary.id)}
        onFocus={() => setOpen(true)}
        onChange={(event) => put(summary, event.target.value)}
      />
      {isMissing && (
        <p id={`${id}-missing`} role="alert" className={styles.missing}>
          {t('record.followUps.missing')}
        </p>
      )}
      {isOpen && (
        <>
          <div className={styles.how}>
            {date(columnOf('date'), context.today)}
            {channel && (
              <fieldset aria-label={nameOf(channel)} className={styles.channels}>
                {context.options(channel).map((option) => (
                  <button
                    key={option.id}
                    type="button"
                    className={styles.channel}
                    aria-pressed={draft[channel.id] === option.id}
                    onClick={() => put(channel, draft[channel.id] === option.id ? '' : option.id)}
                  >
                    {nameIn(option.name, context.language)}
                  </button>
                ))}
              </fieldset>
            )}
          </div>
          {text(columnOf('feedback'))}
          {text(columnOf('keyInformation'))}
          <div className={styles.next}>
            {text(columnOf('nextStep'))}
            {date(columnOf('nextDate'), null)}
          </div>
          <div className={styles.foot}>
            <Button type="submit" look="go">
              {t('record.followUps.save')}
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                desk.clear();
                leave();
              }}
            >
              {t('record.followUps.drop')}
            </Button>
            {!desk.isBlank && <span className={styles.kept}>{t('record.followUps.draft')}</span>}
          </div>
        </>
      )}
    </form>
  );
};
