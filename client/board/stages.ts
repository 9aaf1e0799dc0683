import { isCalled, newWordId } from '../../shared/columns/vocabulary.ts';
import {
  type Name,
  type Option,
  type Outcome,
  orderKeysAt,
  type Pipeline,
  pipelinesOf,
  type SetRecord,
  stagesOf,
} from '../../shared/model/index.ts';
import type { Step, Store } from '../store/store.ts';

/** The options of a select column, or the stages of one of its pipelines. */
export interface StageList {
  readonly table: string;
  readonly column: string;
  /** Null for a column without pipelines. */
  readonly pipeline: string | null;
}

/** What a command comes to: a step to dispatch, or why there is none. */
export type Planned =
  | { readonly ok: true; readonly step: Step; readonly id: string }
  | { readonly ok: false; readonly reason: PlanProblem };

export type PlanProblem = 'noName' | 'nameTooLong' | 'nameTaken' | 'lastPipeline';

type Reads = Pick<Store, 'workspace' | 'table'>;

const longestName = 100;

/** The stages of a list, in order. */
export const stagesIn = (
  { workspace }: Pick<Store, 'workspace'>,
  { table, column, pipeline }: StageList,
): readonly Option[] => {
  const options = workspace.options(table, column);
  return pipeline === null
    ? options
    : stagesOf(options, pipeline, pipelinesOf(workspace.pipelines(), table, column));
};

/**
 * A new stage in front of `before`, or at the end. Two people who add the same one at once make one;
 * one that was removed comes back.
 */
export const addStage = (
  store: Reads,
  list: StageList,
  typed: string,
  before: string | null = null,
  random: () => number = Math.random,
): Planned => {
  const stages = stagesIn(store, list);
  const named = readName(typed, stages);
  if (!named.ok) return named;
  const { id, record } = stageRecord(store, list, named.name, {});
  const at = placeBefore(stages, before);
  const { keys, others } = ordersAt(stages, at, 1, random);
  return planned(id, [setOption(list, id, { ...record, order: keys[0] }), ...others]);
};

/** The id of a stage by its name, and what a new one holds but its order. */
export const stageRecord = (
  { workspace }: Pick<Store, 'workspace'>,
  { table, column, pipeline }: StageList,
  name: string,
  { outcome = null }: { readonly outcome?: Outcome | null },
): { readonly id: string; readonly record: SetRecord['properties'] } => {
  const group = [table, column, ...(pipeline === null ? [] : [pipeline])].join('/');
  const id = newWordId(name, group, (known) => workspace.option(table, column, known));
  const known = workspace.option(table, column, id);
  return {
    id,
    record: {
      name,
      ...(pipeline !== null && { pipeline }),
      ...((outcome !== null || (known?.outcome ?? null) !== null) && { outcome }),
      ...(known !== undefined && { deletedAt: null }),
    },
  };
};

export const renameStage = (store: Reads, stage: Option, typed: string): Planned => {
  const named = readName(
    typed,
    siblingsOf(store, stage).filter(({ id }) => id !== stage.id),
  );
  return named.ok ? planned(stage.id, [setOption(stage, stage.id, { name: named.name })]) : named;
};

/** `color` is one of `optionColors`, or null for none. */
export const recolorStage = (stage: Option, color: string | null): Step =>
  stepOf([setOption(stage, stage.id, { color })]);

/** Says that deals end at the stage, or that they do not. */
export const setOutcome = (stage: Option, outcome: Outcome | null): Step =>
  stepOf([setOption(stage, stage.id, { outcome })]);

/** Puts a stage in front of another of its pipeline, or at the end. */
export const moveStage = (
  store: Reads,
  stage: Option,
  before: string | null,
  random: () => number = Math.random,
): Step => {
  const all = siblingsOf(store, stage);
  const others = all.filter(({ id }) => id !== stage.id);
  const at = placeBefore(others, before);
  if (before === stage.id || all.findIndex(({ id }) => id === stage.id) === at) return stepOf([]);
  const { keys, others: moving } = ordersAt(others, at, 1, random);
  return stepOf([setOption(stage, stage.id, { order: keys[0] }), ...moving]);
};

/** A name as it is kept, unless one of `taken` has it. */
export const readName = (
  typed: string,
  taken: readonly { readonly id: string; readonly name: Name }[],
):
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly reason: PlanProblem } => {
  const name = typed.trim().replace(/\s+/g, ' ');
  if (name === '') return { ok: false, reason: 'noName' };
  if (name.length > longestName) return { ok: false, reason: 'nameTooLong' };
  if (taken.some((other) => isCalled(name, other))) return { ok: false, reason: 'nameTaken' };
  return { ok: true, name };
};

export const planned = (id: string, records: readonly SetRecord[]): Planned => ({
  ok: true,
  step: stepOf(records),
  id,
});

const stepOf = (records: readonly SetRecord[]): Step => ({ records, commands: [] });

/** The list that a stage stands in. */
const siblingsOf = (store: Reads, { table, column, pipeline }: Option): readonly Option[] => {
  const ofColumn = pipelinesOf(store.workspace.pipelines(), table, column);
  const own = ofColumn.find(({ id }) => id === pipeline) ?? ofColumn[0];
  return stagesIn(store, { table, column, pipeline: own?.id ?? null });
};

export const setOption = (
  { table, column }: Pick<Option, 'table' | 'column'>,
  id: string,
  properties: SetRecord['properties'],
): SetRecord => ({
  type: 'setRecord',
  collection: 'options',
  id: `${table}/${column}/${id}`,
  properties,
});

const placeBefore = (list: readonly { readonly id: string }[], before: string | null): number => {
  const found = list.findIndex(({ id }) => id === before);
  return found < 0 ? list.length : found;
};

/** Order keys for what is put at a place, and records of those that must make room. */
const ordersAt = (
  stages: readonly Option[],
  at: number,
  count: number,
  random: () => number,
): { readonly keys: readonly string[]; readonly others: readonly SetRecord[] } => {
  const { from, to, keys } = orderKeysAt(
    (index) => stages[index]?.order ?? null,
    at,
    count,
    random,
  );
  const own = at - from;
  const others = [...stages.slice(from, at), ...stages.slice(at, to)].map((stage, index) =>
    setOption(stage, stage.id, { order: keys[index < own ? index : index + count] }),
  );
  return { keys: keys.slice(own, own + count), others };
};

/** Pipelines of a column, in order. */
export const pipelinesIn = (
  { workspace }: Pick<Store, 'workspace'>,
  table: string,
  column: string,
): readonly Pipeline[] => pipelinesOf(workspace.pipelines(), table, column);
