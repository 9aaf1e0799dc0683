import { Trans, useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import type { Column } from '../../shared/model/index.ts';
import { InStatusBar } from '../app/statusSlots.tsx';
import { useColumnContext } from '../store/useStore.ts';
import type { ShownLane } from './shownLane.ts';

interface BoardStatusProps {
  readonly lanes: readonly ShownLane[];
  readonly summed: Column | null;
}

/** How many cards are still under way, and what they come to. */
export const BoardStatus = ({ lanes, summed }: BoardStatusProps) => {
  const { t } = useTranslation();
  const context = useColumnContext();
  const open = lanes.filter(({ option }) => option?.outcome == null);
  const count = open.reduce((all, { rows }) => all + rows.length, 0);
  const sum = open.reduce((all, lane) => all + lane.sum, 0);
  const isFunnel = open.length < lanes.length;
  return (
    <InStatusBar side="left">
      <span data-testid="board-count">
        <Trans
          t={t}
          i18nKey={isFunnel ? 'board.status.open' : 'board.status.rows'}
          values={{ count, shown: count.toLocaleString(context.language) }}
          components={{ b: <b /> }}
        />
      </span>
      {summed !== null && (
        <span>
          <b>{showCell(sum, summed, context)}</b>
        </span>
      )}
    </InStatusBar>
  );
};
