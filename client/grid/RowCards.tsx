import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../shared/model/index.ts';
import { useOnFind } from '../app/find.ts';
import { useOpenedRow } from '../app/openedRow.ts';
import { useShownRows } from '../app/rowDesk.ts';
import type { ColumnLayout } from '../query/columnLayout.ts';
import { QueryBar } from '../query/QueryBar.tsx';
import type { TableQuery } from '../query/tableQuery.ts';
import { Button } from '../ui/Button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { EmptyState } from '../ui/State.tsx';
import { ColumnDialog } from './ColumnDialog.tsx';
import { lookOf } from './cellLook.ts';
import { addColumn } from './columnActions.ts';
import { FindBar } from './FindBar.tsx';
import { placesOf } from './places.ts';
import styles from './RowCards.module.css';
import { rowOrder } from './rowOrder.ts';
import type { Sheet } from './sheet.ts';
import { useFindText } from './useFindText.ts';

interface RowCardsProps {
  readonly title: string;
  readonly sheet: Sheet;
  readonly layout: ColumnLayout;
  readonly query: TableQuery;
  readonly mayChangeColumns: boolean;
}

const cardHeight = 64;

/** The table on a phone: a card of two lines for each row, which opens its record. */
export const RowCards = ({ title, sheet, layout, query, mayChangeColumns }: RowCardsProps) => {
  const { t } = useTranslation();
  const { store, table, rows } = sheet;
  const list = useRef<HTMLDivElement>(null);
  const opened = useOpenedRow();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState(0);
  const finding = useFindText(sheet);
  const { begin, matches, at } = finding;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => cardHeight,
    overscan: 8,
    // The last card is not to lie under the button.
    paddingEnd: 72,
  });
  useChanges(sheet);

  useOnFind(
    useCallback(() => {
      begin();
      setAsked((times) => times + 1);
    }, [begin]),
  );
  const match = matches[at];
  useEffect(() => {
    const y = match === undefined ? undefined : placesOf(rows).of(match.row);
    if (y !== undefined) virtual.scrollToIndex(y, { align: 'center' });
  }, [match, rows, virtual]);

  useShownRows(
    useMemo(() => {
      const { neighbour, placeOf, indexOf } = rowOrder(table, rows);
      return {
        neighbour,
        placeOf,
        focus: (row) => {
          const place = indexOf(row);
          if (place !== undefined) virtual.scrollToIndex(place);
          // Once the card is drawn, and what lay over it has let go of it.
          requestAnimationFrame(() =>
            list.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus(),
          );
        },
      };
    }, [table, rows, virtual]),
  );

  return (
    <>
      <QueryBar
        title={title}
        layout={layout}
        query={query}
        onAddColumn={mayChangeColumns ? () => setAdding(true) : null}
      />
      {finding.open && <FindBar finding={finding} asked={asked} onEnd={finding.end} />}
      {rows.length === 0 ? (
        <EmptyState
          title={t(query.filter === null ? 'grid.card.none' : 'grid.filter.none')}
          meaning={t(query.filter === null ? 'grid.card.noneMeaning' : 'grid.filter.noneMeaning')}
        />
      ) : (
        <div ref={list} className={styles.list}>
          <ul
            aria-label={t('grid.card.list')}
            style={{ height: virtual.getTotalSize(), position: 'relative' }}
          >
            {virtual.getVirtualItems().map(({ index, start }) => (
              <li key={rows[index]} style={{ translate: `0 ${start}px` }} className={styles.place}>
                <Card
                  sheet={sheet}
                  row={rows[index]!}
                  isFound={match?.row === rows[index]}
                  onOpen={() => opened.open(table.rowId(rows[index]!))}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      {store.mayWrite && (
        <Button look="go" className={styles.add} onClick={() => opened.begin(null)}>
          <PlusIcon />
          {t('grid.row.add')}
        </Button>
      )}
      {adding && (
        <ColumnDialog
          table={table.id}
          onClose={() => setAdding(false)}
          onAdd={(draft) => addColumn(store, table.id, layout.all, 'last', draft)}
        />
      )}
    </>
  );
};

interface CardProps {
  readonly sheet: Sheet;
  readonly row: number;
  readonly isFound: boolean;
  readonly onOpen: () => void;
}

/** The row's title, and under it what its next columns hold. */
const Card = ({ sheet: { table, columns, context }, row, isFound, onOpen }: CardProps) => {
  const { t } = useTranslation();
  const [first, ...others] = columns;
  const textIn = (column: Column) => lookOf(table.cell(row, column.id), column, context).text;
  const title = first && textIn(first);
  // A number without its column's name says nothing.
  const shown = others
    .filter(({ type }) => type !== 'number')
    .map(textIn)
    .filter((text) => text !== '')
    .slice(0, 4);
  return (
    <button
      type="button"
      data-row={table.rowId(row)}
      className={`${styles.card} ${isFound ? styles.found : ''}`}
      onClick={onOpen}
    >
      <span className={styles.title}>{title || t('grid.row.untitled')}</span>
      <span className={styles.line}>{shown.join(' · ')}</span>
    </button>
  );
};

/** Draws the cards again when their rows change; one drawing a frame is enough. */
const useChanges = ({ table }: Sheet): void => {
  const [, redraw] = useReducer((seen: number) => seen + 1, 0);
  useEffect(() => {
    let frame = 0;
    const stop = table.subscribe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => redraw());
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [table]);
};
