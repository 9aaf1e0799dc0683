import { type KeyboardEvent, useContext, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CellValue, type Column, holdsSet, nameIn } from '../../../shared/model/index.ts';
import { useSignedIn } from '../../app/useSession.ts';
import { OpenEditsContext } from '../../cells/openEdits.ts';
import { TextCell } from '../../cells/TextCell.tsx';
import { useCandidateSource } from '../../cells/useCandidateSource.ts';
import { useColumnContext, useColumns, useStore } from '../../store/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { toast } from '../../ui/toast.ts';
import { draftedCell, draftedText } from '../draft.ts';
import { firstStage } from '../relatives.ts';
import { useDraft } from '../useDraft.ts';
import styles from './NewDeal.module.css';

interface NewDealProps {
  readonly customer: string;
  /** The column that links deals to customers. */
  readonly link: Column;
  readonly stage: Column | undefined;
}

/** A new deal of the customer, at the first stage of the first pipeline. */
export const NewDeal = ({ customer, link, stage }: NewDealProps) => {
  const { t } = useTranslation();
  const id = useId();
  const store = useStore();
  const { user } = useSignedIn();
  const context = useColumnContext();
  const columns = useColumns(link.table);
  const source = useCandidateSource({ store, context });
  const edits = useContext(OpenEditsContext);
  const desk = useDraft('deal', customer);
  const { draft } = desk;
  const [isOpen, setOpen] = useState(!desk.isBlank);
  const [isMissing, setMissing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const first = stage && firstStage(store.workspace, stage);
  const columnOf = (column: string) => columns.find((known) => known.id === column);
  const title = columns[0];
  if (title === undefined) return null;
  const nameOf = (column: Column) => nameIn(column.name, context.language);

  const end = () => {
    setOpen(false);
    setMissing(false);
    desk.clear();
    requestAnimationFrame(() => button.current?.focus());
  };
  const add = () => {
    if (edits?.finish() === false) return;
    const written = desk.current();
    if (draftedCell(written, title.id) === null) {
      setMissing(true);
      return;
    }
    const owner = columnOf('owner');
    const values: Record<string, CellValue> = {
      [link.id]: holdsSet(link) ? [customer] : customer,
      ...(stage && first && { [stage.id]: first.id }),
      ...(owner?.type === 'person' && { owner: holdsSet(owner) ? [user.id] : user.id }),
    };
    for (const { id: column } of columns) {
      const drafted = draftedCell(written, column);
      if (drafted !== null && column !== link.id) values[column] = drafted;
    }
    const rows = [{ id: store.newRowId(), values }];
    const { misses } = store.dispatch({ commands: [{ type: 'addRows', table: link.table, rows }] });
    if (misses.length > 0) toast(t('record.notWritten'));
    else end();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      add();
    }
    if (event.key === 'Escape' && desk.isBlank) {
      event.preventDefault();
      event.stopPropagation();
      end();
    }
  };
  const field = (column: Column | undefined) =>
    column && (
      <div className={styles.field}>
        <label htmlFor={`${id}-${column.id}`}>{nameOf(column)}</label>
        <TextCell
          id={`${id}-${column.id}`}
          label={nameOf(column)}
          source={source}
          cell={{
            column,
            row: `deal:${customer}`,
            value: draftedCell(draft, column.id),
            mayWrite: true,
            peers: [],
            write: (value) => {
              desk.put(column.id, value);
              return true;
            },
            writeMember: () => undefined,
            tellPlace: () => undefined,
          }}
        />
      </div>
    );

  if (!isOpen)
    return (
      <Button ref={button} look="quiet" className={styles.begin} onClick={() => setOpen(true)}>
        <PlusIcon />
        {t('record.deals.add')}
      </Button>
    );
  return (
    <form
      aria-label={t('record.deals.add')}
      className={styles.form}
      noValidate
      onKeyDown={pressed}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className={styles.field}>
        <label htmlFor={`${id}-name`}>{nameOf(title)}</label>
        <input
          id={`${id}-name`}
          ref={(input) => {
            if (input !== null && document.activeElement === document.body) input.focus();
          }}
          className={styles.name}
          autoComplete="off"
          value={draftedText(draft, title.id)}
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? `${id}-missing` : undefined}
          onChange={(event) => {
            desk.put(title.id, event.target.value);
            setMissing(false);
          }}
        />
        {isMissing && (
          <p id={`${id}-missing`} role="alert" className={styles.missing}>
            {t('record.deals.missing')}
          </p>
        )}
      </div>
      {field(columnOf('amount'))}
      {field(columnOf('expectedDate'))}
      <div className={styles.foot}>
        <Button type="submit" look="go">
          {t('record.deals.submit')}
        </Button>
        <Button look="quiet" onClick={end}>
          {t('record.deals.cancel')}
        </Button>
        {first && <span className={styles.stage}>{nameIn(first.name, context.language)}</span>}
      </div>
    </form>
  );
};
