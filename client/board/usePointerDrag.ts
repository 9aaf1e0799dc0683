import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Target } from './drag.ts';
import { type HeldAt, scrollAt, targetAt } from './dragPlace.ts';

/** A card that the pointer holds: where it was taken, and how large it is. */
export interface Lift {
  readonly row: number;
  readonly width: number;
  readonly left: number;
  readonly top: number;
}

interface PointerDragEvents {
  /** False when this card may not be taken; the press is then over. */
  onLift(lift: Lift): boolean;
  onOver(target: Target): void;
  onDrop(): void;
  onCancel(): void;
}

export interface PointerDrag {
  /** For each card's `onPointerDown`. */
  press(event: ReactPointerEvent<HTMLElement>, row: number): void;
  /** Puts the shown copy of the card under the pointer; call it when it is drawn. */
  place(): void;
  /** Looks again where the held card would land: lanes changed under it. */
  look(): void;
  /** Ends the drag from outside, without events. */
  stop(): void;
}

/** Pixels that a mouse moves before a press is a drag; and that a finger may move before it holds. */
const mouseSlack = 4;
const fingerSlack = 8;
/** ms that a finger rests before it holds: until then it scrolls. */
const longPress = 250;

interface Press {
  readonly pointer: number;
  readonly row: number;
  readonly card: HTMLElement;
  readonly isMouse: boolean;
  /** Where the press began. */
  readonly x: number;
  readonly y: number;
  /** Null until the card is lifted: from the pointer to the card's upper left corner. */
  grip: { readonly x: number; readonly y: number } | null;
  at: { x: number; y: number };
  end(): void;
}

/**
 * Takes cards with mouse, pen or finger, and tells where they would land. The browser's pointer
 * events: a finger that rests takes the card, one that moves at once scrolls as ever.
 */
export const usePointerDrag = (
  board: RefObject<HTMLElement | null>,
  ghost: RefObject<HTMLElement | null>,
  events: PointerDragEvents,
): PointerDrag => {
  const latest = useRef(events);
  latest.current = events;
  const pressed = useRef<Press | null>(null);

  const place = () => {
    const press = pressed.current;
    if (press?.grip == null || ghost.current === null) return;
    const { at, grip } = press;
    ghost.current.style.translate = `${at.x - grip.x}px ${at.y - grip.y}px`;
  };

  const heldAt = (press: Press): HeldAt => ({
    ...press.at,
    top: press.at.y - (press.grip?.y ?? 0),
  });

  const look = () => {
    const press = pressed.current;
    if (press?.grip == null || board.current === null) return;
    const target = targetAt(board.current, heldAt(press));
    if (target !== null) latest.current.onOver(target);
  };

  const stop = () => {
    pressed.current?.end();
    pressed.current = null;
  };

  const lift = (press: Press) => {
    const { left, top, width } = press.card.getBoundingClientRect();
    press.grip = { x: press.x - left, y: press.y - top };
    if (!latest.current.onLift({ row: press.row, width, left, top })) {
      stop();
      return;
    }
    document.getSelection()?.removeAllRanges();
    place();
    look();
    let frame = 0;
    const scroll = () => {
      if (board.current !== null) scrollAt(board.current, heldAt(press));
      look();
      frame = requestAnimationFrame(scroll);
    };
    frame = requestAnimationFrame(scroll);
    const end = press.end;
    press.end = () => {
      end();
      cancelAnimationFrame(frame);
    };
  };

  const press = (event: ReactPointerEvent<HTMLElement>, row: number) => {
    if (!event.isPrimary || event.button !== 0 || pressed.current !== null) return;
    const isMouse = event.pointerType !== 'touch';
    const hold = isMouse ? 0 : window.setTimeout(() => lift(begun), longPress);

    const moved = (move: PointerEvent) => {
      if (move.pointerId !== begun.pointer) return;
      begun.at = { x: move.clientX, y: move.clientY };
      if (begun.grip !== null) {
        place();
        look();
        return;
      }
      const distance = Math.hypot(move.clientX - begun.x, move.clientY - begun.y);
      if (isMouse && distance > mouseSlack) lift(begun);
      else if (!isMouse && distance > fingerSlack) stop();
    };
    const released = (up: PointerEvent) => {
      if (up.pointerId !== begun.pointer) return;
      const isHeld = begun.grip !== null;
      stop();
      if (!isHeld) return;
      if (up.type === 'pointerup') {
        swallowClick();
        latest.current.onDrop();
      } else latest.current.onCancel();
    };
    const escaped = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || begun.grip === null) return;
      key.preventDefault();
      key.stopPropagation();
      stop();
      swallowClick();
      latest.current.onCancel();
    };
    const begun: Press = {
      pointer: event.pointerId,
      row,
      card: event.currentTarget,
      isMouse,
      x: event.clientX,
      y: event.clientY,
      grip: null,
      at: { x: event.clientX, y: event.clientY },
      end: () => {
        clearTimeout(hold);
        window.removeEventListener('pointermove', moved);
        window.removeEventListener('pointerup', released);
        window.removeEventListener('pointercancel', released);
        window.removeEventListener('keydown', escaped, true);
      },
    };
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', released);
    window.addEventListener('pointercancel', released);
    window.addEventListener('keydown', escaped, true);
    pressed.current = begun;
  };

  useKeepFromScrolling(board, pressed);
  useEffect(
    () => () => {
      pressed.current?.end();
      pressed.current = null;
    },
    [],
  );
  return { press, place, look, stop };
};

/**
 * A finger that holds a card must not scroll. Browsers ask this only of listeners that were there
 * when the touch began; so it stands for as long as the board does.
 */
const useKeepFromScrolling = (
  board: RefObject<HTMLElement | null>,
  pressed: RefObject<Press | null>,
): void => {
  useEffect(() => {
    const element = board.current;
    if (element === null) return;
    const keep = (event: Event) => {
      if (pressed.current?.grip != null && event.cancelable) event.preventDefault();
    };
    // A long press would open the browser's own menu.
    const still = (event: Event) => {
      if (pressed.current !== null && !pressed.current.isMouse) event.preventDefault();
    };
    element.addEventListener('touchmove', keep, { passive: false });
    element.addEventListener('contextmenu', still, true);
    return () => {
      element.removeEventListener('touchmove', keep);
      element.removeEventListener('contextmenu', still, true);
    };
  }, [board, pressed]);
};

/** The click that follows a drop is none. */
const swallowClick = (): void => {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
};
