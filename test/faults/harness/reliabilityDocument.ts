import type { FaultRun } from './finding.ts';
import { type Judged, judge } from './verdicts.ts';

const cell = (lines: readonly string[]): string =>
  lines.map((line) => line.replaceAll('|', '\\|')).join('<br>') || '–';

const rowOf = ({ id, work, target, verdict, findings, open }: Judged): string => {
  const seeds = [...new Set(findings.flatMap(({ seed }) => (seed === null ? [] : [String(seed)])))];
  const cells = [
    [id],
    [work],
    findings.map(({ done }) => done),
    findings
      .map(({ found }) => found)
      .concat(open.map(({ title, status }) => `${status}: ${title}`)),
    [target],
    [verdict],
    seeds,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
};

/** `docs/reliability.md`, from the raw results and nothing else. */
export const reliabilityDocument = (run: FaultRun): string => `# What it bears

Written by \`npm run faults${run.isFull ? ' -- --full' : ''}\` on ${run.date}${run.isFull ? '' : ', at the small sizes of the suite'}; the raw results are in [reliability.json](reliability.json). Machine: ${run.machine}. Versions: ${Object.entries(
  run.versions,
)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ')}.

| | what is done to it | how much | what came of it | target | verdict | seed |
|---|---|---|---|---|---|---|
${judge(run).map(rowOf).join('\n')}

Losing something fails the test that looks for it. Times depend on the machine: no test asserts them, the verdict does.

\`npm run faults -- --full\` does all of it at its full size, in hours, and writes this page. \`npm run faults\` does the same in small, within minutes, and \`npm test\` includes it. \`npm run faults -- --only R1,R5 --full --seed 7\` takes some of it, again with the same random choices.
`;
