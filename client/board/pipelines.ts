import { newWordId } from '../../shared/columns/vocabulary.ts';
import { lastOrderKey } from '../../shared/intake/lastOrderKey.ts';
import {
  idFromName,
  type Language,
  nameIn,
  orderKeyBetween,
  orderKeysAt,
  orderKeysBetween,
  type Pipeline,
  type SetRecord,
} from '../../shared/model/index.ts';
import type { Step, Store } from '../store/store.ts';
import { type PipelineTemplateId, pipelineTemplates } from './pipelineTemplates.ts';
import { removeStages } from './stageRemoval.ts';
import {
  type Planned,
  pipelinesIn,
  planned,
  readName,
  setOption,
  stageRecord,
  stagesIn,
} from './stages.ts';

type Reads = Pick<Store, 'workspace' | 'table'>;

/**
 * A new pipeline, the last one, with the stages of a template by their names in the language. What
 * a column had of options before its first pipeline becomes a pipeline of the column's name.
 */
export const addPipeline = (
  store: Reads,
  { table, column }: { readonly table: string; readonly column: string },
  typed: string,
  template: PipelineTemplateId,
  language: Language,
  random: () => number = Math.random,
): Planned => {
  const { workspace } = store;
  const known = pipelinesIn(store, table, column);
  const named = readName(typed, known);
  if (!named.ok) return named;
  const { name } = named;
  const group = `pipelines/${table}/${column}`;
  const id = newWordId(name, group, workspace.pipeline);
  const records: SetRecord[] = [];
  let last = lastOrderKey(workspace.pipelines());
  const add = (pipeline: string, properties: SetRecord['properties']): void => {
    last = orderKeyBetween(last, null, random);
    const revived = workspace.pipeline(pipeline) !== undefined && { deletedAt: null };
    records.push(setPipeline(pipeline, { ...properties, table, column, order: last, ...revived }));
  };
  const title = workspace.column(table, column)?.name;
  if (known.length === 0 && title !== undefined && workspace.options(table, column).length > 0)
    add(idFromName(group, ''), { name: title });
  add(id, { name });

  const stages = pipelineTemplates.find((one) => one.id === template)?.stages ?? [];
  const orders = orderKeysBetween(null, null, stages.length, random);
  for (const [index, stage] of stages.entries()) {
    const list = { table, column, pipeline: id };
    const outcome = 'outcome' in stage ? stage.outcome : null;
    const made = stageRecord(store, list, nameIn(stage.name, language), { outcome });
    records.push(setOption(list, made.id, { ...made.record, order: orders[index] }));
  }
  return planned(id, records);
};

export const renamePipeline = (store: Reads, pipeline: Pipeline, typed: string): Planned => {
  const others = pipelinesIn(store, pipeline.table, pipeline.column).filter(
    ({ id }) => id !== pipeline.id,
  );
  const named = readName(typed, others);
  return named.ok ? planned(pipeline.id, [setPipeline(pipeline.id, { name: named.name })]) : named;
};

/** Puts a pipeline in front of another of its column, or at the end. */
export const movePipeline = (
  store: Reads,
  pipeline: Pipeline,
  before: string | null,
  random: () => number = Math.random,
): Step => {
  const others = pipelinesIn(store, pipeline.table, pipeline.column).filter(
    ({ id }) => id !== pipeline.id,
  );
  const found = others.findIndex(({ id }) => id === before);
  const at = found < 0 ? others.length : found;
  const { from, to, keys } = orderKeysAt((index) => others[index]?.order ?? null, at, 1, random);
  const order = [...others.slice(from, at), pipeline, ...others.slice(at, to)];
  return {
    records: order.map(({ id }, index) => setPipeline(id, { order: keys[index] })),
    commands: [],
  };
};

/**
 * Takes a pipeline with its stages out of use; its deals go to one stage (null: to none), or stage by
 * stage where `to` is a map, and to none from stages that it leaves out. One step of undo. The last
 * pipeline of a column stays. `at` in ms since 1970.
 */
export const removePipeline = (
  store: Reads,
  { id, table, column }: Pipeline,
  to: string | null | ReadonlyMap<string, string | null>,
  at: number,
): Planned => {
  if (pipelinesIn(store, table, column).every((other) => other.id === id))
    return { ok: false, reason: 'lastPipeline' };
  const stages = stagesIn(store, { table, column, pipeline: id });
  const targets = new Map(
    stages.map((stage) => [
      stage.id,
      typeof to === 'string' || to === null ? to : (to.get(stage.id) ?? null),
    ]),
  );
  const step = removeStages(store, { table, column }, targets, at);
  const records = [setPipeline(id, { deletedAt: at }), ...(step.records ?? [])];
  return { ok: true, id, step: { ...step, records } };
};

const setPipeline = (id: string, properties: SetRecord['properties']): SetRecord => ({
  type: 'setRecord',
  collection: 'pipelines',
  id,
  properties,
});
