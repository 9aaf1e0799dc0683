import { type RefObject, useLayoutEffect, useState } from 'react';

/** The scrolling part of the canvas, which the library makes once it knows its size. */
export const useScroller = (frame: RefObject<HTMLElement | null>): HTMLElement | null => {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (frame.current === null) return;
    const look = () =>
      setScroller(frame.current?.querySelector<HTMLElement>('.dvn-scroller') ?? null);
    look();
    const observer = new MutationObserver(look);
    observer.observe(frame.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [frame]);
  return scroller;
};
