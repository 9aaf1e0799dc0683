import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { textColorOn } from '../ui/avatarText.ts';
import type { CellBounds } from './CellEditor.tsx';
import styles from './PeerLabels.module.css';
import type { Peer } from './usePresence.ts';

export interface PeerLabelsHandle {
  /** Puts the labels over their cells again, after the grid scrolled. */
  place(): void;
}

interface PeerLabelsProps {
  readonly ref: Ref<PeerLabelsHandle>;
  readonly peers: readonly Peer[];
  boundsOf(x: number, y: number): CellBounds | null;
  /** The part of the page in which cells are seen: without header, markers and scroll bars. */
  view(): CellBounds | null;
}

const labelHeight = 16;

/**
 * Beside each cell where somebody else is: who it is, and whether they are typing. Who neither
 * moves nor types is told by the cell's outline alone.
 */
export const PeerLabels = ({ ref, peers, boundsOf, view }: PeerLabelsProps) => {
  const { t } = useTranslation();
  const layer = useRef<HTMLDivElement>(null);

  const place = () => {
    const origin = layer.current?.getBoundingClientRect();
    const seen = view();
    if (origin === undefined || layer.current === null) return;
    for (const [index, label] of [...layer.current.children].entries()) {
      const peer = peers[index];
      if (!(label instanceof HTMLElement) || peer === undefined) continue;
      const at = boundsOf(peer.x, peer.y);
      const isSeen =
        at !== null &&
        seen !== null &&
        at.y >= seen.y - 1 &&
        at.y < seen.y + seen.height &&
        at.x >= seen.x - 1 &&
        at.x < seen.x + seen.width;
      label.style.visibility = isSeen ? 'visible' : 'hidden';
      if (at === null || seen === null) continue;
      // Over the header it would hide what the columns are.
      const fitsAbove = at.y - labelHeight >= seen.y;
      const y = fitsAbove ? at.y - labelHeight : at.y + at.height;
      label.style.translate = `${at.x - origin.x}px ${y - origin.y}px`;
    }
  };
  useLayoutEffect(place);
  useImperativeHandle(ref, () => ({ place }));

  return (
    <div ref={layer} className={styles.layer}>
      {peers.map(({ cell }) => (
        <span
          key={`${cell.person}/${cell.row}/${cell.column}`}
          className={`${styles.label} ${cell.typing ? '' : styles.passing}`}
          style={{ background: cell.color, color: textColorOn(cell.color) }}
        >
          {cell.typing ? t('grid.peer.typing', { name: cell.name }) : cell.name}
        </span>
      ))}
    </div>
  );
};
