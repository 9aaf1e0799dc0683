import { useMemo, useSyncExternalStore } from 'react';
import {
  type Column,
  nameIn,
  type Option,
  type Pipeline,
  pipelinesOf,
  stagesOf,
} from '../../shared/model/index.ts';
import { noOption } from '../../shared/query/index.ts';
import { useLanguage } from '../app/language.ts';
import type { BoardSnapshot } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import type { ShownLane } from './shownLane.ts';

export interface Stages {
  readonly pipelines: readonly Pipeline[];
  /** The one that is shown; null where the column's options are no stages. */
  readonly pipeline: Pipeline | null;
  /** The lanes' options, in order. */
  readonly stages: readonly Option[];
}

/** What the lanes of a column are: its options, or the stages of one of its pipelines. */
export const useStages = (column: Column, asked: string | null): Stages => {
  const { workspace } = useStore();
  const options = useSyncExternalStore(workspace.observe, () =>
    workspace.options(column.table, column.id),
  );
  const all = useSyncExternalStore(workspace.observe, () => workspace.pipelines());
  return useMemo(() => {
    const pipelines = pipelinesOf(all, column.table, column.id);
    const pipeline = pipelines.find(({ id }) => id === asked) ?? pipelines[0] ?? null;
    const stages = pipeline === null ? options : stagesOf(options, pipeline.id, pipelines);
    return { pipelines, pipeline, stages };
  }, [all, options, column, asked]);
};

const noRows = new Uint32Array(0);

/** The lanes with what stands in them. Rows without an option have one only while there are any. */
export const useLanes = (
  { pipelines, pipeline, stages }: Stages,
  { lanes }: BoardSnapshot,
  nameOfNone: string,
): readonly ShownLane[] => {
  const language = useLanguage();
  return useMemo(() => {
    const shown = stages.map((option) => ({
      id: option.id,
      name: nameIn(option.name, language),
      option,
      rows: lanes.get(option.id)?.rows ?? noRows,
      sum: lanes.get(option.id)?.sum ?? 0,
    }));
    const none = lanes.get(noOption);
    const isNoneHere = pipeline === (pipelines[0] ?? null);
    if (none === undefined || none.rows.length === 0 || !isNoneHere) return shown;
    return [{ id: noOption, name: nameOfNone, option: null, ...none }, ...shown];
  }, [pipelines, pipeline, stages, lanes, nameOfNone, language]);
};
