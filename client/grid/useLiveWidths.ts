import { useMemo, useState } from 'react';
import type { ColumnLayout, ShownColumn } from '../query/columnLayout.ts';

interface LiveWidth {
  readonly id: string;
  readonly width: number;
}

/** The shown columns; the one whose edge is being dragged as wide as it is dragged. */
export const useLiveWidths = ({ shown }: ColumnLayout) => {
  const [live, set] = useState<LiveWidth | null>(null);
  const columns = useMemo<readonly ShownColumn[]>(
    () =>
      live === null
        ? shown
        : shown.map((one) => (one.column.id === live.id ? { ...one, width: live.width } : one)),
    [shown, live],
  );
  return { columns, set };
};
