import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import type { Column } from '../../shared/model/index.ts';
import { useShownRows } from '../app/rowDesk.ts';
import type { Board as BoardData } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import type { Bounds } from '../ui/MenuAt.tsx';
import { toast } from '../ui/toast.ts';
import styles from './Board.module.css';
import { CardGhost } from './CardGhost.tsx';
import { CardMenu } from './CardMenu.tsx';
import { lookOfCard } from './cardLook.ts';
import { placeOf } from './drag.ts';
import { Lane } from './Lane.tsx';
import { LanePicker } from './LanePicker.tsx';
import { planMove } from './moves.ts';
import type { CardSheet, Hands, Hold, ShownLane } from './shownLane.ts';
import { shownRowsOf } from './shownRows.ts';
import { stepActive } from './stepActive.ts';
import { useBoardDrag } from './useBoardDrag.ts';
import { useBoardUndo } from './useBoardUndo.ts';
import { useDragWords } from './useDragWords.ts';
import { useSteady } from './useSteady.ts';

interface BoardProps {
  readonly board: BoardData;
  readonly lanes: readonly ShownLane[];
  readonly sheet: CardSheet;
  /** The column whose options are the lanes. */
  readonly by: Column;
  /** The column that lanes add up. */
  readonly summed: Column | null;
  readonly onOpen: (row: string) => void;
  /** A lane's menu and "+"; the same function until they look different. */
  readonly toolsOf: (lane: ShownLane) => ReactNode;
  /** After the last lane. */
  readonly atEnd: ReactNode;
}

interface Active {
  readonly row: number;
  /** Rises when the card is to take the keyboard; 0 when it took it by itself. */
  readonly follow: number;
}

/** The lanes with their cards, and every way to move them. */
export const Board = (props: BoardProps) => {
  const { board, lanes, sheet, by, summed } = props;
  const { table, context } = sheet;
  const { t } = useTranslation();
  const store = useStore();
  const root = useRef<HTMLDivElement>(null);
  const hint = useId();
  const [active, setActive] = useState<Active | null>(null);
  const [menu, setMenu] = useState<{ readonly row: number; readonly bounds: Bounds } | null>(null);

  const { goTo } = useSteady({
    /** Gives the keyboard to a card, and shows it. */
    goTo: (row: number) => setActive((now) => ({ row, follow: (now?.follow ?? 0) + 1 })),
  });
  const move = (row: number, to: string, before: number | null) => {
    const step = planMove(store, board, {
      rows: [table.rowId(row)],
      to,
      before: before === null ? null : table.rowId(before),
    });
    if (step.commands.length > 0 && store.dispatch(step).misses.length > 0)
      toast(t('board.move.missed'));
  };

  const lookAt = (row: number) =>
    lookOfCard((column) => table.cell(row, column), sheet.columns, context);
  const titleOf = (row: number): string => lookAt(row).title || t('board.card.untitled');
  const words = useDragWords(lanes, titleOf);
  const { drag, ghost, ...dragging } = useBoardDrag(root, lanes, table.isListed, {
    mayTake: (row) => {
      const may = store.mayWriteRow(table.id, row);
      if (!may) toast(t('board.move.readOnly'));
      return may;
    },
    onMove: move,
    onTaken: (taken) => {
      setActive((now) => ({ row: taken.row, follow: now?.follow ?? 0 }));
      words.taken(taken);
    },
    onStep: words.step,
    onDropped: (dropped) => {
      words.dropped(dropped);
      goTo(dropped.row);
    },
    onCancelled: (cancelled) => {
      words.cancelled(cancelled);
      goTo(cancelled.row);
    },
    onGone: (gone) => {
      words.gone(gone);
      toast(t('board.said.gone', { title: titleOf(gone.row) }));
    },
  });

  const isShown = (row: number): boolean => placeOf(lanes, row) !== null;
  useBoardUndo(table, (row) => {
    if (isShown(row)) goTo(row);
    return isShown(row);
  });
  useShownRows(useMemo(() => shownRowsOf(lanes, table, goTo), [lanes, table, goTo]));
  useEffect(() => () => store.setPresence(null, false), [store]);

  // Tab leads to the card where one was last; at first, and when that one is gone, to the first.
  const first = lanes.find(({ rows }) => rows.length > 0)?.rows[0] ?? null;
  const tabbed = active !== null && (isShown(active.row) || drag !== null) ? active.row : first;

  const hands: Hands = useSteady({
    open: (row: number) => props.onOpen(table.rowId(row)),
    menu: (row: number, bounds: Bounds) => {
      setActive((now) => ({ row, follow: now?.follow ?? 0 }));
      setMenu({ row, bounds });
    },
    focus: (row: number) => {
      store.setPresence({ table: table.id, row: table.rowId(row), column: by.id }, false);
      setActive((now) => (now?.row === row ? now : { row, follow: 0 }));
    },
    keyDown: (event: KeyboardEvent<HTMLElement>, row: number) => {
      if (dragging.keyDown(event, row)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const next = stepActive(lanes, row, event.key);
      if (next === null) return;
      event.preventDefault();
      goTo(next);
    },
    press: dragging.press,
  });

  const all = lanes.reduce((count, { rows }) => count + rows.length, 0);
  const holdIn = (lane: ShownLane): Hold | null => {
    if (drag === null) return null;
    const gap = drag.target.lane === lane.id ? drag.target.index : -1;
    if (gap < 0 && placeOf([lane], drag.row) === null) return null;
    return { row: drag.row, gap, byKeys: drag.lift === null };
  };
  const activeIn = (lane: ShownLane): boolean => {
    if (tabbed === null) return false;
    if (drag !== null && drag.lift === null && drag.row === tabbed)
      return drag.target.lane === lane.id;
    return placeOf([lane], tabbed) !== null;
  };

  return (
    <>
      <LanePicker board={root} lanes={lanes} />
      <div
        ref={root}
        className={`${styles.board} ${drag === null ? '' : styles.busy}`}
        data-testid="board"
      >
        {lanes.map((lane) => {
          const hold = holdIn(lane);
          const isActive = activeIn(lane);
          return (
            <Lane
              key={lane.id}
              lane={lane}
              sheet={sheet}
              hands={hands}
              share={all === 0 ? 0 : lane.rows.length / all}
              sum={summed === null ? '' : showCell(lane.sum, summed, context)}
              holdRow={hold?.row ?? null}
              gap={hold?.gap ?? -1}
              byKeys={hold?.byKeys ?? false}
              active={isActive ? tabbed : null}
              follow={isActive ? (active?.follow ?? 0) : 0}
              hint={hint}
              toolsOf={props.toolsOf}
            />
          );
        })}
        {props.atEnd}
      </div>
      <p id={hint} className="unseen">
        {t('board.card.hint')}
      </p>
      <p aria-live="assertive" className="unseen" data-testid="board-said">
        {words.said}
      </p>
      {drag?.lift != null && (
        <CardGhost ref={ghost} lift={drag.lift} look={lookAt(drag.row)} onShown={dragging.place} />
      )}
      {menu !== null && (
        <CardMenu
          table={table}
          row={menu.row}
          title={titleOf(menu.row)}
          bounds={menu.bounds}
          lanes={lanes}
          onOpen={() => hands.open(menu.row)}
          onMove={(to, before) => {
            move(menu.row, to, before);
            goTo(menu.row);
          }}
          onClosed={() => {
            setMenu(null);
            if (isShown(menu.row)) goTo(menu.row);
          }}
        />
      )}
    </>
  );
};
