import { foldName } from './ids.ts';
import { type Name, nameIn, spellingsOf } from './language.ts';
import type { Option, Pipeline } from './schema.ts';

/** The pipelines of a select column, in order; none where its options are no stages. */
export const pipelinesOf = (
  pipelines: readonly Pipeline[],
  table: string,
  column: string,
): readonly Pipeline[] =>
  pipelines.filter((pipeline) => pipeline.table === table && pipeline.column === column);

/**
 * The pipeline that an option is a stage of: its own; the first one for options of none, as people
 * make them by typing, and for those whose pipeline is out of use. Null without pipelines.
 */
export const pipelineOf = (
  { pipeline }: Pick<Option, 'pipeline'>,
  ofColumn: readonly Pipeline[],
): Pipeline | null => ofColumn.find(({ id }) => id === pipeline) ?? ofColumn[0] ?? null;

/** The stages of a pipeline among the options of its column, in order. */
export const stagesOf = (
  options: readonly Option[],
  pipeline: string,
  ofColumn: readonly Pipeline[],
): readonly Option[] => options.filter((option) => pipelineOf(option, ofColumn)?.id === pipeline);

/**
 * Options of one column as lists show them: by pipeline, and stages of several pipelines that
 * share a name told apart by a label. The same array where there is nothing to do.
 */
export const asStages = (
  options: readonly Option[],
  ofColumn: readonly Pipeline[],
): readonly Option[] => {
  if (ofColumn.length < 2) return options;
  const placed = options.map((option) => ({ option, pipeline: pipelineOf(option, ofColumn)! }));
  /** Folded name → the pipelines that have a stage of it. */
  const holders = new Map<string, Set<Pipeline>>();
  for (const { option, pipeline } of placed)
    for (const name of foldedNames(option.name))
      holders.set(name, (holders.get(name) ?? new Set()).add(pipeline));
  return ofColumn.flatMap((own) =>
    placed
      .filter(({ pipeline }) => pipeline === own)
      .map(({ option }) =>
        foldedNames(option.name).some((name) => holders.get(name)!.size > 1)
          ? { ...option, label: withPipeline(option.name, own.name) }
          : option,
      ),
  );
};

const foldedNames = (name: Name): readonly string[] => spellingsOf(name).map(foldName);

/** In a text that people wrote, brackets are those of its script. */
const withPipeline = (name: Name, pipeline: Name): Name => {
  const zh = `${nameIn(name, 'zh')}（${nameIn(pipeline, 'zh')}）`;
  const en = `${nameIn(name, 'en')} (${nameIn(pipeline, 'en')})`;
  if (typeof name !== 'string' || typeof pipeline !== 'string') return { zh, en };
  return /\p{Script=Han}/u.test(zh) ? zh : en;
};
