import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import {
  countWith,
  type DragKey,
  isSameTarget,
  keepTarget,
  placeOf,
  rowBehind,
  stepTarget,
  type Target,
} from './drag.ts';
import type { ShownLane } from './shownLane.ts';
import { type Lift, usePointerDrag } from './usePointerDrag.ts';

/** A card on its way. */
export interface Drag {
  readonly row: number;
  readonly from: Target;
  readonly target: Target;
  /** The row that it would stand in front of; null at the end. */
  readonly before: number | null;
  /** Null when the keyboard moves it. */
  readonly lift: Lift | null;
}

export interface DragEvents {
  /** False, with a word to the person, when this card may not be moved. */
  mayTake(row: number): boolean;
  /** It was let go somewhere else than where it was. */
  onMove(row: number, to: string, before: number | null): void;
  onTaken(drag: Drag): void;
  onStep(drag: Drag): void;
  onDropped(drag: Drag): void;
  onCancelled(drag: Drag): void;
  /** Somebody deleted the card meanwhile. */
  onGone(drag: Drag): void;
}

export interface BoardDrag {
  readonly drag: Drag | null;
  readonly ghost: RefObject<HTMLDivElement | null>;
  press(event: PointerEvent<HTMLElement>, row: number): void;
  /** Puts the shown copy of the card under the pointer. */
  place(): void;
  /** True when the key was about moving a card. */
  keyDown(event: KeyboardEvent<HTMLElement>, row: number): boolean;
}

const steps: ReadonlySet<string> = new Set<DragKey>([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);
const isStep = (key: string): key is DragKey => steps.has(key);

/** Moves cards by pointer and by keyboard; both are one state with one way of being dropped. */
export const useBoardDrag = (
  root: RefObject<HTMLElement | null>,
  lanes: readonly ShownLane[],
  isListed: (row: number) => boolean,
  events: DragEvents,
): BoardDrag => {
  const ghost = useRef<HTMLDivElement>(null);
  const [drag, show] = useState<Drag | null>(null);
  const latest = useRef({ lanes, drag, events });
  latest.current = { lanes, drag, events };

  /** At once for the next event too, which may come before the screen is drawn again. */
  const setDrag = (next: Drag | null) => {
    latest.current = { ...latest.current, drag: next };
    show(next);
  };

  const take = (row: number, lift: Lift | null): boolean => {
    const from = placeOf(latest.current.lanes, row);
    if (from === null || !latest.current.events.mayTake(row)) return false;
    const before = rowBehind(latest.current.lanes, row, from);
    const taken = { row, from, target: from, before, lift };
    setDrag(taken);
    latest.current.events.onTaken(taken);
    return true;
  };

  const aim = (wanted: Target): Drag | null => {
    const { drag: now, lanes: here } = latest.current;
    if (now === null) return null;
    const index = Math.min(wanted.index, countWith(here, now.row, wanted.lane) - 1);
    const target = { lane: wanted.lane, index };
    if (isSameTarget(target, now.target)) return null;
    const next = { ...now, target, before: rowBehind(here, now.row, target) };
    setDrag(next);
    return next;
  };

  const drop = () => {
    const { drag: now, lanes: here, events: told } = latest.current;
    setDrag(null);
    if (now === null) return;
    const stands = placeOf(here, now.row);
    if (stands === null || !isSameTarget(stands, now.target))
      told.onMove(now.row, now.target.lane, now.before);
    told.onDropped(now);
  };

  const cancel = () => {
    const now = latest.current.drag;
    setDrag(null);
    if (now !== null) latest.current.events.onCancelled(now);
  };

  const pointer = usePointerDrag(root, ghost, {
    onLift: (lift) => take(lift.row, lift),
    onOver: aim,
    onDrop: drop,
    onCancel: cancel,
  });

  // Others move and delete cards while one is held: it stays in front of the card that it was in
  // front of, or under the pointer.
  const stopPointer = useRef(pointer.stop);
  stopPointer.current = pointer.stop;
  const lookAgain = useRef(pointer.look);
  lookAgain.current = pointer.look;
  const isHere = drag === null || isListed(drag.row);
  useEffect(() => {
    const { drag: now, events: told } = latest.current;
    if (now === null) return;
    const kept = isHere ? keepTarget(lanes, now.row, now.target, now.before) : null;
    if (kept === null) {
      stopPointer.current();
      latest.current = { ...latest.current, drag: null };
      show(null);
      told.onGone(now);
    } else if (!isSameTarget(kept, now.target)) {
      const next = { ...now, target: kept };
      latest.current = { ...latest.current, drag: next };
      show(next);
      lookAgain.current();
    }
  }, [lanes, isHere]);

  const byKeys = drag !== null && drag.lift === null;
  const cancelLatest = useRef(cancel);
  cancelLatest.current = cancel;
  useEffect(() => {
    if (!byKeys) return;
    const pressed = () => cancelLatest.current();
    document.addEventListener('pointerdown', pressed, true);
    return () => document.removeEventListener('pointerdown', pressed, true);
  }, [byKeys]);

  return {
    drag,
    ghost,
    place: pointer.place,
    press: (event, row) => {
      if (latest.current.drag === null) pointer.press(event, row);
    },
    keyDown: (event, row) => {
      const now = latest.current.drag;
      const { key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return now !== null;
      if (now === null) {
        if (key !== ' ') return false;
        event.preventDefault();
        if (!event.repeat) take(row, null);
        return true;
      }
      if (now.lift !== null) return true;
      event.preventDefault();
      if (key === ' ' || key === 'Enter') {
        if (!event.repeat) drop();
      } else if (key === 'Escape') cancel();
      else if (isStep(key)) {
        const next = aim(stepTarget(latest.current.lanes, now.row, now.target, key));
        if (next !== null) latest.current.events.onStep(next);
      }
      return true;
    },
  };
};
