import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, TableKind } from '../../shared/model/index.ts';
import { noOption } from '../../shared/query/index.ts';
import { useOpenedRow } from '../app/openedRow.ts';
import { useSession } from '../app/useSession.ts';
import type { TableQuery } from '../query/tableQuery.ts';
import { useColumnContext, useStore } from '../store/useStore.ts';
import { BoardSkeleton } from '../ui/BoardSkeleton.tsx';
import { Board } from './Board.tsx';
import { BoardBar } from './BoardBar.tsx';
import { BoardEmpty } from './BoardEmpty.tsx';
import { BoardStatus } from './BoardStatus.tsx';
import styles from './BoardView.module.css';
import { cardColumns } from './cardLook.ts';
import { LaneTools } from './LaneTools.tsx';
import { NewStage } from './NewStage.tsx';
import { StageDialogs, type StageTask } from './StageDialogs.tsx';
import type { CardSheet, ShownLane } from './shownLane.ts';
import { useBoard } from './useBoard.ts';
import type { BoardAddress } from './useBoardAddress.ts';
import { useCardPeers } from './useCardPeers.ts';
import { useLanes, useStages } from './useLanes.ts';
import { useNow } from './useNow.ts';
import { useRowChanges } from './useRowChanges.ts';
import { useSince } from './useSince.ts';
import { useSteady } from './useSteady.ts';
import { useSummed } from './useSummed.ts';

interface BoardViewProps {
  readonly title: string;
  readonly kind: TableKind;
  /** In use, in the team's order. */
  readonly columns: readonly Column[];
  /** Those among them whose options can be lanes. */
  readonly selects: readonly Column[];
  readonly by: Column;
  readonly query: TableQuery;
  readonly address: BoardAddress;
}

/** A table as a board by one of its select columns. */
export const BoardView = (props: BoardViewProps) => {
  const { kind, columns, by, query, address } = props;
  const { t } = useTranslation();
  const store = useStore();
  const context = useColumnContext();
  const opened = useOpenedRow();
  const mayChange = useSession(({ mayEditTables }) => mayEditTables);
  const table = store.table(by.table);
  const { filter } = query;
  const summing = useSummed(columns);
  const { summed } = summing;
  const sum = summed?.id ?? null;
  const { board, snapshot } = useBoard(
    useMemo(() => ({ table: by.table, column: by.id, filter, sum }), [by, filter, sum]),
  );
  const stages = useStages(by, address.pipeline);
  const lanes = useLanes(stages, snapshot, t('board.lane.none'));
  const { pipeline } = stages;
  const isFunnel = pipeline !== null;
  const [task, setTask] = useState<StageTask | null>(null);

  // How long a deal has stood where it stands is a question; of a kind of customer it is none.
  const since = useSince(by.table, isFunnel ? by.id : null);
  const now = useNow();
  const peers = useCardPeers(table);
  const changes = useRowChanges(table);
  const openRow = opened.row === null ? null : (table.rowOf(opened.row) ?? null);
  const sheet = useMemo<CardSheet>(
    () => ({
      table,
      columns: cardColumns(columns, by.id, kind),
      context,
      since,
      now,
      peers,
      openRow,
      changes,
    }),
    [table, columns, by, kind, context, since, now, peers, openRow, changes],
  );

  const make = (lane: string) =>
    opened.begin(lane === noOption ? null : { column: by.id, option: lane });
  const { makeIn } = useSteady({ makeIn: make });
  const { mayWrite } = store;
  const order = stages.stages;
  const toolsOf = useCallback(
    (lane: ShownLane) => (
      <LaneTools
        lane={lane}
        stages={order}
        hasOutcomes={isFunnel}
        onAdd={mayWrite ? () => makeIn(lane.id) : null}
        onTask={mayChange ? setTask : null}
      />
    ),
    [order, isFunnel, mayWrite, mayChange, makeIn],
  );

  // Once shown, the board stays: what is not there yet appears in it.
  const [shown, setShown] = useState(false);
  if (board !== null && snapshot.ready && !snapshot.busy && !shown) setShown(true);
  if (!shown || board === null) return <BoardSkeleton />;

  const firstLane = lanes.find(({ option }) => option !== null && option.outcome === null);
  const total = lanes.reduce((count, { rows }) => count + rows.length, 0);
  const list = { table: by.table, column: by.id, pipeline: pipeline?.id ?? null };
  return (
    <>
      <BoardBar
        {...props}
        stages={stages}
        summing={summing}
        onNew={mayWrite && firstLane !== undefined ? () => makeIn(firstLane.id) : null}
        onTask={mayChange ? setTask : null}
      />
      <div className={styles.place}>
        {lanes.length === 0 ? (
          <BoardEmpty column={by} onAdd={mayChange ? () => setTask({ do: 'addStage' }) : null} />
        ) : (
          <Board
            board={board}
            lanes={lanes}
            sheet={sheet}
            by={by}
            summed={summed}
            onOpen={opened.open}
            toolsOf={toolsOf}
            atEnd={
              mayChange && <NewStage isStage={isFunnel} onAdd={() => setTask({ do: 'addStage' })} />
            }
          />
        )}
        {lanes.length > 0 && total === 0 && !snapshot.busy && (
          <p className={styles.hint} role="status">
            {t(hintFor(filter !== null, mayWrite))}
          </p>
        )}
      </div>
      <BoardStatus lanes={lanes} summed={summed} />
      {task !== null && (
        <StageDialogs
          task={task}
          list={list}
          stages={stages}
          onPipeline={(id) => address.show(by.id, id)}
          onClose={() => setTask(null)}
        />
      )}
    </>
  );
};

/** What a board without cards says: what to do next. */
const hintFor = (filtered: boolean, mayWrite: boolean) => {
  if (filtered) return 'board.empty.filtered';
  return mayWrite ? 'board.empty.none' : 'board.empty.noneReadOnly';
};
