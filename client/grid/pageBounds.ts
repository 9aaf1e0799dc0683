import type { CellBounds } from './CellEditor.tsx';

/** Where a menu opens that was asked for with the pointer. */
export const underPointer = (event: {
  readonly bounds: CellBounds;
  readonly localEventX: number;
  readonly localEventY: number;
}): CellBounds => ({
  x: event.bounds.x + event.localEventX,
  y: event.bounds.y + event.localEventY,
  width: 1,
  height: 1,
});

const headerHeight = 32;

/** The part of the page in which rows are seen. */
export const seenPart = (scroller: HTMLElement | null): CellBounds | null => {
  if (scroller === null) return null;
  const { x, y } = scroller.getBoundingClientRect();
  return {
    x,
    y: y + headerHeight,
    width: scroller.clientWidth,
    height: scroller.clientHeight - headerHeight,
  };
};
