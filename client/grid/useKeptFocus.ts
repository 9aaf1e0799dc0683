import { type RefObject, useEffect } from 'react';

/** Whatever of the grid gets the focus hands it to the text field, where typing works. */
export const useKeptFocus = (
  frame: RefObject<HTMLElement | null>,
  scroller: HTMLElement | null,
  field: RefObject<{ focus(): void } | null>,
): void => {
  useEffect(() => {
    const grid = frame.current;
    if (scroller === null || grid === null) return;
    const redirect = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.closest('canvas') !== null)
        field.current?.focus();
    };
    // A press on the canvas would leave the focus nowhere until the library takes it: keys that come
    // at once would be lost. The scroll bars are left to the browser.
    const keep = (event: MouseEvent) => {
      const isInside =
        event.offsetX < scroller.clientWidth && event.offsetY < scroller.clientHeight;
      if (!(event.target instanceof Element) || event.target.closest('textarea, button')) return;
      if (event.target === scroller && !isInside) return;
      event.preventDefault();
      field.current?.focus();
    };
    grid.addEventListener('mousedown', keep);
    grid.addEventListener('focusin', redirect);
    if (document.activeElement === document.body) field.current?.focus();
    return () => {
      grid.removeEventListener('mousedown', keep);
      grid.removeEventListener('focusin', redirect);
    };
  }, [frame, scroller, field]);
};
