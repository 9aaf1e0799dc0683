import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { type RowAddress, recordElement, useOpenedRow } from '../app/openedRow.ts';
import { useRowDeskNow } from '../app/rowDesk.ts';
import { createOpenEdits, OpenEditsContext, useFinishWithPage } from '../cells/openEdits.ts';
import { useUndoSteps } from '../cells/useUndoSteps.ts';
import { useStore } from '../store/useStore.ts';
import { inRecord } from './presence.ts';
import { RecordBar } from './RecordBar.tsx';
import styles from './RecordPanel.module.css';
import { useRowTitle } from './useRowTitle.ts';
import { useWidth, WidthHandle } from './WidthHandle.tsx';

interface RecordPanelProps {
  readonly table: string;
  readonly row: string;
  readonly inner: RowAddress | null;
  /** The row was made here, in the fields in which it still is. */
  readonly isMade: boolean;
  readonly children: ReactNode;
}

/**
 * The place beside the rows in which a record stands, with what leads from one to the next. It
 * stays on its row while one moves about in the rows, until another is opened.
 */
export const RecordPanel = ({ table, row, inner, isMade, children }: RecordPanelProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const desk = useRowDeskNow();
  const opened = useOpenedRow();
  const panel = useRef<HTMLElement>(null);
  const [edits] = useState(createOpenEdits);
  useFinishWithPage(edits);
  const width = useWidth();
  const shown = inner ?? { table, row };
  const title = useRowTitle(shown.table, shown.row);
  const cameFrom = useRef<string | null>(null);
  // A row is made as the keyboard leaves a field for the next, and is not to be called back.
  const made = useRef(isMade);
  made.current = isMade;
  const steps = useUndoSteps(shown.table, (at) => at.table === shown.table && at.row === shown.row);

  // What opens a record gives it the keyboard; going on to the next stays in the same field.
  const key = `${shown.table}/${shown.row}`;
  useEffect(() => {
    const here = panel.current;
    if (here === null || key === '' || made.current || here.contains(document.activeElement))
      return;
    const field = cameFrom.current;
    const same = field === null ? null : here.querySelector<HTMLElement>(fieldOf(field));
    (same ?? here).focus();
    cameFrom.current = null;
  }, [key]);
  const place = useRef({ desk, row });
  place.current = { desk, row };
  useEffect(
    () => () => {
      const { desk: last, row: left } = place.current;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) last.focus(left);
      });
    },
    [],
  );
  useEffect(
    () => () => {
      // The rows beside it have said where one is, when the keyboard went back to them.
      if (document.activeElement === document.body) store.setPresence(null, false);
    },
    [store],
  );

  const step = (by: -1 | 1) => {
    const next = inner === null ? desk.neighbour(row, by) : null;
    if (next === null || !edits.finish()) return;
    cameFrom.current = fieldIn(document.activeElement);
    opened.open(next);
  };
  const close = () => {
    if (!edits.finish()) return;
    desk.focus(row);
    opened.close();
  };
  const leaveInner = () => {
    if (edits.finish()) opened.leaveInner();
  };

  // Escape closes it from the rows beside it too, where it means nothing else.
  const leave = inner === null ? close : leaveInner;
  const latestLeave = useRef(leave);
  latestLeave.current = leave;
  useEffect(() => {
    const escaped = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (!(event.target instanceof Element) || !event.target.closest('main')) return;
      if (panel.current?.contains(event.target) !== true) latestLeave.current();
    };
    document.addEventListener('keydown', escaped);
    return () => document.removeEventListener('keydown', escaped);
  }, []);

  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const isField = event.target instanceof Element && isTextField(event.target);
    const act = actOf(event, isField);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'leave') panel.current?.focus();
    else if (act === 'close') leave();
    else if (act === 'undo' || act === 'redo') steps[act]();
    else step(act === 'next' ? 1 : -1);
  };

  return (
    <section
      ref={panel}
      id={recordElement}
      tabIndex={-1}
      aria-label={t('record.region', { title })}
      className={styles.panel}
      style={{ '--record-width': `${width.value}px` } as CSSProperties}
      onKeyDown={pressed}
      onFocus={({ target }) => {
        if (target !== panel.current) return;
        store.setPresence({ ...shown, column: inRecord }, false);
      }}
    >
      <WidthHandle width={width} />
      <RecordBar
        shown={shown}
        place={inner === null ? desk.placeOf(row) : null}
        mayGo={(by) => inner === null && desk.neighbour(row, by) !== null}
        onStep={step}
        onClose={close}
        outer={inner === null ? null : { table, row }}
        onLeaveInner={leaveInner}
      />
      <OpenEditsContext value={edits}>
        <div className={styles.scroll}>{children}</div>
      </OpenEditsContext>
    </section>
  );
};

type PanelAct = 'leave' | 'close' | 'next' | 'previous' | 'undo' | 'redo';

/** What a key asks of the record; letters mean something only outside of fields. */
const actOf = (event: KeyboardEvent, isField: boolean): PanelAct | null => {
  const { key, altKey, shiftKey } = event;
  const withCtrl = event.ctrlKey || event.metaKey;
  if (altKey && !withCtrl && key === 'ArrowDown') return 'next';
  if (altKey && !withCtrl && key === 'ArrowUp') return 'previous';
  if (key === 'Escape') return isField ? 'leave' : 'close';
  if (isField || altKey) return null;
  const letter = key.toLowerCase();
  if (withCtrl) {
    if (letter === 'z') return shiftKey ? 'redo' : 'undo';
    return letter === 'y' ? 'redo' : null;
  }
  if (letter === 'j') return 'next';
  return letter === 'k' ? 'previous' : null;
};

const isTextField = (element: Element): boolean =>
  element.matches('input:not([type=checkbox]), textarea, [contenteditable], [contenteditable] *');

/** The column whose field has the focus. */
const fieldIn = (element: Element | null): string | null =>
  element?.closest('[data-field]')?.getAttribute('data-field') ?? null;

const fieldOf = (column: string): string => `[data-field="${CSS.escape(column)}"]`;
