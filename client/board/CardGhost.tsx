import { type RefObject, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import card from './Card.module.css';
import { CardFace } from './CardFace.tsx';
import styles from './CardGhost.module.css';
import type { CardLook } from './cardLook.ts';
import type { Lift } from './usePointerDrag.ts';

interface CardGhostProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly lift: Lift;
  readonly look: CardLook;
  readonly onShown: () => void;
}

/** The card that follows the pointer. */
export const CardGhost = ({ ref, lift, look, onShown }: CardGhostProps) => {
  const shown = useRef(onShown);
  shown.current = onShown;
  useLayoutEffect(() => shown.current(), []);
  return createPortal(
    <div ref={ref} aria-hidden="true" className={styles.ghost} style={{ width: lift.width }}>
      <div className={`${card.card} ${card.lifted}`}>
        <div className={card.face}>
          <CardFace look={look} days={null} isEnded={false} />
        </div>
      </div>
    </div>,
    document.body,
  );
};
