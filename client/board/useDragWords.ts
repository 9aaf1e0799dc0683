import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countWith } from './drag.ts';
import type { ShownLane } from './shownLane.ts';
import type { Drag } from './useBoardDrag.ts';

/** What a screen reader hears of a card that is moved, in the reader's language. */
export const useDragWords = (lanes: readonly ShownLane[], titleOf: (row: number) => string) => {
  const { t } = useTranslation();
  const [said, say] = useState('');

  const place = ({ row, target }: Pick<Drag, 'row' | 'target'>) => ({
    title: titleOf(row),
    lane: lanes.find(({ id }) => id === target.lane)?.name ?? '',
    place: target.index + 1,
    total: countWith(lanes, row, target.lane),
  });
  return {
    said,
    taken: (drag: Drag) => say(t('board.said.taken', place(drag))),
    step: (drag: Drag) => say(t('board.said.step', place(drag))),
    dropped: (drag: Drag) => say(t('board.said.dropped', place(drag))),
    cancelled: ({ row, from }: Drag) =>
      say(t('board.said.cancelled', place({ row, target: from }))),
    gone: ({ row }: Drag) => say(t('board.said.gone', { title: titleOf(row) })),
  };
};
