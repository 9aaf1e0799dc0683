import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeerCell } from '../store/store.ts';
import { textColorOn } from '../ui/avatarText.ts';
import { IconButton } from '../ui/Button.tsx';
import { MoreIcon } from '../ui/icons.tsx';
import type { Bounds } from '../ui/MenuAt.tsx';
import styles from './Card.module.css';
import { CardFace } from './CardFace.tsx';
import type { CardLook } from './cardLook.ts';

interface CardProps {
  readonly look: CardLook;
  /** Days in its lane; null where nobody knows, or nobody counts any more. */
  readonly days: number | null;
  /** It came to its end: quieter, and nothing of it is late. */
  readonly isEnded: boolean;
  /** Its record stands beside the board. */
  readonly isOpen: boolean;
  readonly isLifted: boolean;
  /** The one card of the board that Tab leads to. */
  readonly isActive: boolean;
  readonly peer: PeerCell | null;
  /** Id of the sentence that tells which keys do what. */
  readonly hint: string;
  onOpen(): void;
  onMenu(at: Bounds): void;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
  onPress(event: PointerEvent<HTMLElement>): void;
}

/** A card that can be opened, taken and asked what can be done with it. */
export const Card = (props: CardProps) => {
  const { look, isActive, isEnded, isOpen, isLifted, peer } = props;
  const { t } = useTranslation();
  const looks = [
    styles.card,
    isEnded && styles.ended,
    isOpen && styles.open,
    isLifted && styles.lifted,
  ];
  return (
    <article
      className={looks.filter(Boolean).join(' ')}
      style={peer === null ? undefined : { outline: `2px solid ${peer.color}` }}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu({ x: event.clientX, y: event.clientY, width: 1, height: 1 });
      }}
    >
      <button
        type="button"
        className={styles.face}
        tabIndex={isActive ? 0 : -1}
        aria-describedby={props.hint}
        onClick={props.onOpen}
        onFocus={props.onFocus}
        onKeyDown={props.onKeyDown}
        onPointerDown={props.onPress}
      >
        <CardFace look={look} days={props.days} isEnded={isEnded} />
      </button>
      <IconButton
        tabIndex={isActive ? 0 : -1}
        className={styles.more}
        label={t('board.card.menu', { title: look.title || t('board.card.untitled') })}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => props.onMenu(currentTarget.getBoundingClientRect())}
      >
        <MoreIcon />
      </IconButton>
      {peer !== null && (
        <span
          className={styles.peer}
          style={{ background: peer.color, color: textColorOn(peer.color) }}
        >
          {peer.name}
        </span>
      )}
    </article>
  );
};
