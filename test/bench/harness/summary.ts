import type { BenchCase, Contender, Figure } from './benchCase.ts';
import type { CaseResults } from './results.ts';
import { type Spread, spreadOf } from './statistics.ts';
import { type Judged, judge, type Medians } from './verdicts.ts';

/** One figure at one size, of every contender. */
export interface FigureAtSize {
  readonly figure: Figure;
  readonly size: number;
  /** Null where the contender was not measured, or had no such figure in any run. */
  readonly spreads: ReadonlyMap<Contender, Spread | null>;
  /** Empty at sizes that no target is for. */
  readonly judged: readonly Judged[];
}

/** Every figure at every size that was measured, sizes ascending. */
export const summaryOf = (
  benchCase: Pick<BenchCase, 'figures' | 'contenders' | 'size'>,
  { runs }: Pick<CaseResults, 'runs'>,
): readonly FigureAtSize[] => {
  const sizes = [...new Set(runs.map(({ size }) => size))].sort((a, b) => a - b);
  return sizes.flatMap((size) =>
    benchCase.figures.map((figure) => {
      const spreads = new Map(
        benchCase.contenders.map((contender) => {
          const own = runs.filter((run) => run.size === size && run.contender === contender);
          return [contender, spreadOf(own.flatMap((run) => run.figures[figure.id] ?? []))] as const;
        }),
      );
      const isJudged = size === benchCase.size;
      const medians = mediansOf(spreads);
      const judged = isJudged ? figure.targets.map((target) => judge(target, medians)) : [];
      return { figure, size, spreads, judged };
    }),
  );
};

const mediansOf = (spreads: ReadonlyMap<Contender, Spread | null>): Medians =>
  Object.fromEntries([...spreads].map(([contender, spread]) => [contender, spread?.median]));
