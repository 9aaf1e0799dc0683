import type { Contender } from './benchCase.ts';
import type { Spread } from './statistics.ts';
import { countText, numberText } from './words.ts';

export interface Chart {
  readonly title: string;
  /** What the axes show, with units: `rows`, `until a row was read (ms)`. */
  readonly across: string;
  readonly up: string;
  readonly lines: readonly ChartLine[];
}

export interface ChartLine {
  readonly contender: Contender;
  readonly name: string;
  readonly points: readonly { readonly size: number; readonly spread: Spread }[];
}

const width = 640;
const height = 360;
const plot = { left: 76, right: 616, top: 56, bottom: 300 };

/** Both told apart without colour: the baselines' lines are broken, their points are squares. */
const style = `
    text { font: 13px system-ui, sans-serif; fill: #24292f }
    .title { font-size: 15px; font-weight: 600 }
    .grid { stroke: #d0d7de }
    .ours { --ink: #0969da } .baseline { --ink: #bc4c00 }
    .ours path, .baseline path { stroke: var(--ink); stroke-width: 2; fill: none }
    .baseline path.line { stroke-dasharray: 6 4 }
    .ours circle, .baseline rect { fill: var(--ink) }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .grid { stroke: #3d444d }
      .ours { --ink: #58a6ff } .baseline { --ink: #f0883e }
    }`;

/**
 * Medians over sizes, both axes logarithmic, with whiskers from least to most. Null where nothing
 * above zero was measured, which such an axis could show.
 */
export const drawChart = (chart: Chart): string | null => {
  const lines = chart.lines.map((line) => ({
    ...line,
    points: line.points.filter(({ spread }) => spread.least > 0),
  }));
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) return null;
  const x = logScale(
    points.map(({ size }) => size),
    plot.left,
    plot.right,
  );
  const values = points.flatMap(({ spread }) => [spread.least, spread.most]);
  const y = logScale(values, plot.bottom, plot.top);
  const drawn = lines.map(({ contender, name, points }, index) => {
    const marks = points.map(({ size, spread }) => {
      const [cx, cy] = [x.place(size), y.place(spread.median)];
      const whisker = `<path d="M${cx} ${y.place(spread.least)}V${y.place(spread.most)}"/>`;
      const mark =
        contender === 'ours'
          ? `<circle cx="${cx}" cy="${cy}" r="4"/>`
          : `<rect x="${round(cx - 4)}" y="${round(cy - 4)}" width="8" height="8"/>`;
      return whisker + mark;
    });
    const path = points.map(({ size, spread }) => `${x.place(size)} ${y.place(spread.median)}`);
    const line = `<path class="line" d="M${path.join('L')}"/>`;
    const [from, at] = [plot.left + index * 200, 42];
    const key = `<path class="line" d="M${from} ${at - 4}h28"/><text x="${from + 34}" y="${at}">${escaped(name)}</text>`;
    return `<g class="${contender === 'ours' ? 'ours' : 'baseline'}">${path.length > 0 ? line : ''}${marks.join('')}${key}</g>`;
  });
  const across = x.ticks.map(
    (tick) =>
      `<path class="grid" d="M${x.place(tick)} ${plot.top}V${plot.bottom}"/><text x="${x.place(tick)}" y="${plot.bottom + 20}" text-anchor="middle">${countText(tick)}</text>`,
  );
  const up = y.ticks.map(
    (tick) =>
      `<path class="grid" d="M${plot.left} ${y.place(tick)}H${plot.right}"/><text x="${plot.left - 8}" y="${y.place(tick) + 4}" text-anchor="end">${numberText(tick)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title what">
  <title id="title">${escaped(chart.title)}</title>
  <desc id="what">${escaped(describe(chart))}</desc>
  <style>${style}
  </style>
  <text class="title" x="${plot.left}" y="20">${escaped(chart.title)}: ${escaped(chart.up)}</text>
  ${[...across, ...up].join('\n  ')}
  ${drawn.join('\n  ')}
  <text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 44}" text-anchor="middle">${escaped(chart.across)}</text>
</svg>
`;
};

/** The same in words, for whoever does not see it. */
const describe = ({ up, across, lines }: Chart): string =>
  `${up}, by ${across}. ${lines
    .map(
      ({ name, points }) =>
        `${name}: ${points.map(({ size, spread }) => `${numberText(spread.median)} at ${countText(size)}`).join(', ') || 'not measured'}.`,
    )
    .join(' ')}`;

/** A power of ten at both ends at least. */
const logScale = (values: readonly number[], from: number, to: number) => {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    place: (value: number): number =>
      round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)),
    ticks: Array.from({ length: high - low + 1 }, (_, step) => 10 ** (low + step)),
  };
};

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
