import type { BenchCase, Contender } from './benchCase.ts';
import { drawChart } from './chart.ts';
import { headOf, isSameMachine, measuredText } from './reportHead.ts';
import type { CaseResults, Problem, Results, Surroundings } from './results.ts';
import type { Spread } from './statistics.ts';
import { type FigureAtSize, summaryOf } from './summary.ts';
import {
  amountText,
  contenderNames,
  countText,
  numberText,
  ratioText,
  targetText,
} from './words.ts';

export interface Report {
  readonly markdown: string;
  /** File name → SVG. */
  readonly charts: ReadonlyMap<string, string>;
}

interface Measured {
  readonly benchCase: BenchCase;
  readonly results: CaseResults;
  readonly summary: readonly FigureAtSize[];
}

/** `docs/benchmarks.md` and its charts: nothing but what the results say. */
export const reportOf = (cases: readonly BenchCase[], results: Results): Report => {
  const measured = cases.flatMap((benchCase): Measured[] => {
    const own = results[benchCase.id];
    return own === undefined
      ? []
      : [{ benchCase, results: own, summary: summaryOf(benchCase, own) }];
  });
  const missing = cases.filter(({ id }) => results[id] === undefined).map(({ id }) => id);
  const newest = measured
    .map(({ results }) => results.surroundings)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  const charts = new Map<string, string>();
  const sections = measured.map((each) => {
    const chart = chartOf(each);
    const file = `${each.benchCase.id.toLowerCase()}.svg`;
    if (chart !== null) charts.set(file, chart);
    return sectionOf(each, newest!, chart === null ? null : file);
  });
  const parts = [
    headOf(newest ?? null),
    '## All targets',
    measured.length > 0 ? targetTable(measured) : '',
    missing.length > 0 ? `Not measured yet: ${missing.join(', ')}.` : '',
    ...sections,
  ];
  return { markdown: `${parts.filter((part) => part !== '').join('\n\n')}\n`, charts };
};

/** What a run prints: the same tables, without what a file has around them. */
export const targetTable = (measured: readonly Omit<Measured, 'results'>[]): string =>
  table(
    ['', 'figure', 'at', 'Suanpan', 'baseline', 'ratio', 'target', ''],
    measured.flatMap(({ benchCase, summary }) =>
      summary.flatMap(({ figure, size, spreads, judged }) =>
        judged.map(({ target, verdict }) => {
          const ours = spreads.get('ours') ?? null;
          const baseline = target.type === 'atMost' ? null : (spreads.get(target.of) ?? null);
          return [
            benchCase.id,
            figure.label,
            `${countText(size)} ${benchCase.sizeLabel}`,
            ours === null ? '–' : amountText(ours.median, figure),
            baseline === null ? '–' : amountText(baseline.median, figure),
            ours === null || baseline === null ? '–' : ratioText(ours.median, baseline.median),
            targetText(target, figure),
            verdict === 'missed' ? '**missed**' : verdict,
          ];
        }),
      ),
    ),
  );

const sectionOf = (
  { benchCase, results, summary }: Measured,
  newest: Surroundings,
  chart: string | null,
): string => {
  const { id, title, work, remark } = benchCase;
  const parts = [
    `## ${id}: ${title}`,
    work,
    figureTable(benchCase, summary),
    `${measuredText(results)}${isSameMachine(results.surroundings, newest) ? '' : ` ${otherMachine(results.surroundings)}`}`,
    chart === null ? '' : `![${title}](benchmarks/${chart})`,
    remark ?? '',
    ...results.problems.map((problem) => `Failed: ${problemText(benchCase, problem)}`),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
};

const figureTable = (benchCase: BenchCase, summary: readonly FigureAtSize[]): string => {
  const { contenders, sizeLabel } = benchCase;
  const baselines = contenders.filter((contender) => contender !== 'ours');
  return table(
    [
      sizeLabel,
      'figure',
      ...contenders.map((contender) => contenderNames[contender]),
      ...baselines.map((baseline) => `ours to ${baseline}`),
    ],
    summary.map(({ figure, size, spreads }) => {
      const ours = spreads.get('ours') ?? null;
      return [
        countText(size),
        figure.unit === 'count' ? figure.label : `${figure.label}, ${figure.unit}`,
        ...contenders.map((contender) => spreadText(spreads.get(contender) ?? null)),
        ...baselines.map((baseline) => {
          const theirs = spreads.get(baseline) ?? null;
          return ours === null || theirs === null ? '–' : ratioText(ours.median, theirs.median);
        }),
      ];
    }),
  );
};

const spreadText = (spread: Spread | null): string => {
  if (spread === null) return '–';
  const { median, least, most, lowerQuartile, upperQuartile } = spread;
  const range = (from: number, to: number): string => `${numberText(from)}–${numberText(to)}`;
  return `**${numberText(median)}** (${range(least, most)}; ${range(lowerQuartile, upperQuartile)})`;
};

const chartOf = ({ benchCase, summary }: Measured): string | null => {
  const [figure] = benchCase.figures;
  if (benchCase.sizes.length < 2 || figure === undefined) return null;
  const lineOf = (contender: Contender) => ({
    contender,
    name: contender === 'ours' ? 'Suanpan' : contenderNames[contender].split(':')[0]!,
    points: summary.flatMap(({ figure: { id }, size, spreads }) => {
      const spread = id === figure.id ? (spreads.get(contender) ?? null) : null;
      return spread === null ? [] : [{ size, spread }];
    }),
  });
  return drawChart({
    title: `${benchCase.id} ${benchCase.title}`,
    across: benchCase.sizeLabel,
    up: figure.unit === 'count' ? figure.label : `${figure.label} (${figure.unit})`,
    lines: benchCase.contenders.map(lineOf),
  });
};

const otherMachine = ({ machine, versions }: Surroundings): string =>
  `On another machine or with other versions than above: ${machine.cpu}, ${machine.cores} cores, ${machine.system}; ${Object.entries(
    versions,
  )
    .map((entry) => entry.join(' '))
    .join(', ')}.`;

const problemText = ({ sizeLabel }: BenchCase, { turn, problem }: Problem): string =>
  turn === null
    ? problem
    : `${contenderNames[turn.contender]}, ${countText(turn.size)} ${sizeLabel}, repetition ${turn.repetition + 1}: ${problem}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
