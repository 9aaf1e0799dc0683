import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useIsNarrow } from '../app/useIsNarrow.ts';
import styles from './Beneath.module.css';

interface BeneathProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

const gap = 4;

/**
 * What belongs to an open field: floats under it, or above where there is no room. On a phone it
 * stands in the page, for nobody knows what the keyboard covers. A press here leaves the focus in
 * the field.
 */
export const Beneath = ({ anchor, children }: BeneathProps) => {
  const isNarrow = useIsNarrow();
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useLayoutEffect(() => {
    const from = anchor.current?.getBoundingClientRect();
    const size = panel.current?.getBoundingClientRect();
    if (isNarrow || from === undefined || size === undefined) return;
    const below = from.bottom + gap;
    const fits = below + size.height + gap <= window.innerHeight;
    const left = Math.max(gap, Math.min(from.left, window.innerWidth - size.width - gap));
    const top = fits ? below : from.top - gap - size.height;
    setPlace((now) => (now?.left === left && now.top === top ? now : { left, top }));
  });

  const content = (
    <div
      ref={panel}
      className={isNarrow ? styles.inPage : styles.floating}
      style={isNarrow ? undefined : (place ?? { visibility: 'hidden' })}
      onPointerDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
  return isNarrow ? content : createPortal(content, document.body);
};
