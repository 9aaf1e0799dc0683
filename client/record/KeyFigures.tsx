import { useTranslation } from 'react-i18next';
import { columnTypeOf } from '../../shared/columns/index.ts';
import { useLinkedRows } from '../store/useLinkedRows.ts';
import { useColumnContext, useStore } from '../store/useStore.ts';
import styles from './KeyFigures.module.css';
import { contactOf, daysBetween, wonAmount } from './keyFigures.ts';
import { relativeDay } from './relativeDay.ts';
import { columnIn, relativeOfKind, relativesOf, stageColumnOf } from './relatives.ts';

interface KeyFiguresProps {
  readonly table: string;
  readonly row: string;
}

/** Three figures of a customer: what they have bought, when one last spoke, what is due. */
export const KeyFigures = ({ table, row }: KeyFiguresProps) => {
  const { workspace } = useStore();
  const relatives = relativesOf(workspace, table);
  const followUps = relativeOfKind(relatives, 'followUps');
  const deals = relativeOfKind(relatives, 'deals');
  if (followUps === null && deals === null) return null;
  return (
    <dl className={styles.figures}>
      {deals !== null && <Won deals={deals.table.id} link={deals.link} row={row} />}
      {followUps !== null && (
        <Contacts followUps={followUps.table.id} link={followUps.link} row={row} />
      )}
    </dl>
  );
};

interface FigureProps {
  readonly link: { readonly table: string; readonly id: string };
  readonly row: string;
}

const Won = ({ deals, link, row }: FigureProps & { readonly deals: string }) => {
  const { t } = useTranslation();
  const store = useStore();
  const context = useColumnContext();
  const list = useLinkedRows(link, row);
  const stage = stageColumnOf(store.workspace, deals);
  const amount = columnIn(store.workspace, deals, 'amount');
  if (stage === undefined || amount === undefined) return null;
  const isWon = (id: string) => store.workspace.option(deals, stage.id, id)?.outcome === 'won';
  const sum = wonAmount(list.rows, store.table(deals).cell, stage, amount, isWon);
  return (
    <div className={styles.figure}>
      <dt>{t('record.figures.won')}</dt>
      <dd className={sum === 0 ? styles.none : undefined}>
        {columnTypeOf(amount).format(sum, amount, context)}
      </dd>
    </div>
  );
};

const Contacts = ({ followUps, link, row }: FigureProps & { readonly followUps: string }) => {
  const { t } = useTranslation();
  const store = useStore();
  const { today, language } = useColumnContext();
  const list = useLinkedRows(link, row);
  const { last, next } = contactOf(list.rows, store.table(followUps).cell, today);
  const ahead = next === null ? 0 : daysBetween(today, next.date);
  return (
    <>
      <div className={styles.figure}>
        <dt>{t('record.figures.last')}</dt>
        <dd className={last === null ? styles.none : undefined}>
          {last === null
            ? t('record.figures.never')
            : relativeDay(daysBetween(today, last), language)}
        </dd>
      </div>
      <div className={styles.figure}>
        <dt>{t('record.figures.next')}</dt>
        <dd className={next === null ? styles.none : urgency(ahead)}>
          {next === null
            ? t('record.figures.never')
            : ahead < 0
              ? t('record.figures.late', { count: -ahead })
              : relativeDay(ahead, language)}
        </dd>
      </div>
    </>
  );
};

/** Red when it is late, amber on its day. */
const urgency = (ahead: number): string | undefined => {
  if (ahead < 0) return styles.late;
  return ahead === 0 ? styles.due : undefined;
};
