import type { CaseResults, Surroundings } from './results.ts';
import { numberText } from './words.ts';

/** What the document says before its first figure; `newest` describes the last measurement. */
export const headOf = (newest: Surroundings | null): string =>
  [
    '# Benchmarks',
    'Written by `npm run bench` from [benchmarks/results.json](benchmarks/results.json), which holds every single run; change neither by hand. `npm run bench -- --only P3,P5` measures these anew and keeps the others; `--quick` runs everything small and writes nothing.',
    'Suanpan is measured beside what people would otherwise build, in the same run, by turns, each time in fresh processes. [What the baselines are](../test/bench/peers/README.md): A, rows as Y.Map of Y.Map on stock Hocuspocus; W, stock y-websocket, which stores nothing; H, a HyperFormula sheet with all rows. A time on a shared machine means little by itself: the ratio counts. Figures are medians, with (least–most; the middle half) behind them.',
    newest === null ? '' : machineText(newest),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

const machineText = ({ at, machine, versions }: Surroundings): string =>
  [
    `Last measured on ${dayOf(at)}: ${machine.cpu}, ${machine.cores} cores, ${numberText(machine.memory / 2 ** 30)} GiB of memory, ${machine.system}.`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
  ].join('\n\n');

/** Where and when a case was measured. */
export const measuredText = ({ surroundings, repetitions, seed }: CaseResults): string =>
  `${repetitions} repetitions, seed ${seed}, ${dayOf(surroundings.at)}, commit ${surroundings.versions.Suanpan}.`;

/** True when figures of both may stand in one table: all but our own commit is the same. */
export const isSameMachine = (a: Surroundings, b: Surroundings): boolean =>
  JSON.stringify([a.machine, withoutOurs(a)]) === JSON.stringify([b.machine, withoutOurs(b)]);

const withoutOurs = ({ versions }: Surroundings) =>
  Object.entries(versions)
    .filter(([name]) => name !== 'Suanpan')
    .sort();

const dayOf = (at: string): string => at.slice(0, 10);
