import {
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import styles from './Floating.module.css';

interface FloatingProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const gap = 4;
const margin = 8;

interface Place {
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number;
}

/**
 * Something that floats beside what opened it: under it where there is room, above it otherwise,
 * never over it and never past the window's edge: where neither side has room, it scrolls. Closes on Escape, a press elsewhere, and when
 * the ground moves.
 */
export const Floating = ({ anchor, onClose, children }: FloatingProps) => {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);

  useLayoutEffect(() => {
    const from = anchor.current?.getBoundingClientRect();
    const size = panel.current?.getBoundingClientRect();
    if (from === undefined || size === undefined) return;
    const right = window.innerWidth - margin - size.width;
    const isRightHalf = from.left + from.width / 2 > window.innerWidth / 2;
    const wanted = isRightHalf ? from.right - size.width : from.left;
    const below = window.innerHeight - from.bottom - gap - margin;
    const above = from.top - gap - margin;
    const isBelow = size.height <= below || below >= above;
    const maxHeight = isBelow ? below : above;
    setPlace({
      left: Math.max(margin, Math.min(wanted, right)),
      top: isBelow ? from.bottom + gap : from.top - gap - Math.min(size.height, above),
      maxHeight,
    });
  }, [anchor]);

  useEffect(() => {
    const pressed = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    const escaped = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      // Nor does the dialog close in which it may be open.
      event.preventDefault();
      onClose();
      anchor.current?.focus();
    };
    document.addEventListener('pointerdown', pressed, true);
    document.addEventListener('keydown', escaped, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', pressed, true);
      document.removeEventListener('keydown', escaped, true);
      window.removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);

  return createPortal(
    <div
      ref={panel}
      className={styles.floating}
      // Unseen but not hidden until it has its place: what opens it gives the focus to its content.
      style={place === null ? { opacity: 0 } : place}
    >
      {children}
    </div>,
    // A modal dialog stands above all else: what opens in it must be in it.
    anchor.current?.closest('dialog') ?? document.body,
  );
};
