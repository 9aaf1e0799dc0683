import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from './Card.tsx';
import { lookOfCard } from './cardLook.ts';
import { cardStep, listPadding } from './cardSize.ts';
import { daysHere } from './daysHere.ts';
import { indexIn, slotsOf } from './drag.ts';
import styles from './Lane.module.css';
import { LaneHead } from './LaneHead.tsx';
import type { CardSheet, Hands, Hold, ShownLane } from './shownLane.ts';

interface LaneProps {
  readonly lane: ShownLane;
  readonly sheet: CardSheet;
  readonly hands: Hands;
  /** Of all cards on the board: 0 … 1. */
  readonly share: number;
  /** What its rows add up to, as it is shown; empty where nothing is added up. */
  readonly sum: string;
  /** The card that is being moved, where it is moved out of here or into here; see `Hold`. */
  readonly holdRow: Hold['row'] | null;
  readonly gap: Hold['gap'];
  readonly byKeys: Hold['byKeys'];
  /** The card that Tab leads to, where it is in this lane. */
  readonly active: number | null;
  /** Rises when the active card is to take the keyboard. */
  readonly follow: number;
  readonly hint: string;
  /** The lane's menu and "+". */
  readonly toolsOf: (lane: ShownLane) => ReactNode;
}

/** One lane: its head, and of its cards those that can be seen. */
export const Lane = memo((props: LaneProps) => {
  const { lane, sheet, hands, holdRow, gap, byKeys, active, follow, hint } = props;
  const hold: Hold | null = holdRow === null ? null : { row: holdRow, gap, byKeys };
  const { rows } = lane;
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const own = hold === null ? -1 : indexIn(rows, hold.row);
  const slots = slotsOf(rows, own, hold?.gap ?? -1);
  const activeIndex = active === null ? -1 : indexIn(rows, active);
  const isActiveHeld = active !== null && hold?.byKeys === true && hold.row === active;
  const activeSlot = isActiveHeld ? hold.gap : activeIndex < 0 ? -1 : slots.slotOf(activeIndex);
  const virtual = useVirtualizer({
    count: slots.count,
    getScrollElement: () => list.current,
    estimateSize: () => cardStep,
    paddingStart: listPadding,
    overscan: 3,
    // The card that has the keyboard stays on the page wherever one scrolls.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const isKept = activeSlot >= 0 && activeSlot < range.count && !shown.includes(activeSlot);
      return isKept ? [...shown, activeSlot].sort((a, b) => a - b) : shown;
    },
  });

  const followed = isActiveHeld ? `${follow}/${hold.gap}` : follow;
  const shownSlot = useRef(activeSlot);
  shownSlot.current = activeSlot;
  useLayoutEffect(() => {
    if (followed === 0 || shownSlot.current < 0 || list.current === null) return;
    scrollToSlot(list.current, shownSlot.current);
    section.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    list.current.querySelector<HTMLElement>('[data-active] button')?.focus({ preventScroll: true });
  }, [followed]);

  // The card whose record is open is in sight, as one goes on to the next; the keyboard stays there.
  const { openRow } = sheet;
  const openSlot = useRef(-1);
  const openIndex = openRow === null ? -1 : indexIn(rows, openRow);
  openSlot.current = openIndex < 0 ? -1 : slots.slotOf(openIndex);
  const isOpenHere = openSlot.current >= 0;
  useLayoutEffect(() => {
    if (openRow === null || !isOpenHere || list.current === null) return;
    scrollToSlot(list.current, openSlot.current);
    section.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [openRow, isOpenHere]);

  const cardOf = (row: number, isLifted: boolean) => {
    const since = lane.option?.outcome == null ? sheet.since(row) : null;
    return (
      <Card
        look={lookOfCard((column) => sheet.table.cell(row, column), sheet.columns, sheet.context)}
        days={since === null ? null : daysHere(since, sheet.now)}
        isEnded={lane.option?.outcome != null}
        isOpen={sheet.openRow === row}
        isLifted={isLifted}
        isActive={active === row}
        peer={sheet.peers.get(row) ?? null}
        hint={hint}
        onOpen={() => hands.open(row)}
        onMenu={(at) => hands.menu(row, at)}
        onFocus={() => hands.focus(row)}
        onKeyDown={(event) => hands.keyDown(event, row)}
        onPress={(event) => hands.press(event, row)}
      />
    );
  };

  const placeOf = ({ index, start }: { readonly index: number; readonly start: number }) => {
    const row = slots.rowAt(index) ?? (byKeys ? holdRow : null);
    return (
      <li
        key={row ?? 'gap'}
        data-active={row !== null && row === active ? '' : undefined}
        aria-setsize={slots.count}
        aria-posinset={index + 1}
        className={styles.place}
        style={{ translate: `0 ${start}px` }}
      >
        {row === null ? <div className={styles.gap} /> : cardOf(row, byKeys && row === holdRow)}
      </li>
    );
  };
  // A finger that holds a card goes on telling the element that it touched, which therefore stays:
  // in one list with the others, since React keeps an element only within its list.
  const isTaken = holdRow !== null && !byKeys && own >= 0;
  const taken = isTaken
    ? [
        <li
          key={holdRow}
          aria-hidden="true"
          className={`${styles.place} ${styles.taken}`}
          style={{ translate: `0 ${listPadding + own * cardStep}px` }}
        >
          {cardOf(holdRow, false)}
        </li>,
      ]
    : [];

  return (
    <section
      ref={section}
      data-lane={lane.id}
      className={styles.lane}
      aria-label={t('board.lane.label', { name: lane.name, count: rows.length })}
    >
      <LaneHead lane={lane} share={props.share} sum={props.sum} tools={props.toolsOf(lane)} />
      <div ref={list} data-lane-list className={styles.list}>
        <ul style={{ height: virtual.getTotalSize() }} className={styles.cards}>
          {[...virtual.getVirtualItems().map(placeOf), ...taken]}
        </ul>
      </div>
    </section>
  );
});

/** By arithmetic: the card itself may still be on its way. */
const scrollToSlot = (list: HTMLElement, slot: number): void => {
  const top = slot * cardStep;
  const bottom = top + listPadding + cardStep;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
};
