import type { BenchCase } from './benchCase.ts';
import type { CaseMessage } from './messages.ts';
import type { Options } from './options.ts';
import { scheduleOf } from './schedule.ts';

/** Says on stderr where a case stands; what was measured goes to stdout and the report. */
export const printProgress = (
  benchCase: BenchCase,
  options: Options,
): ((message: CaseMessage) => void) => {
  const { id, title, sizeLabel } = benchCase;
  const turns = scheduleOf(benchCase, options).length;
  const begun = performance.now();
  let count = 0;
  const say = (text: string): void => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    process.stderr.write(`${id} ${String(seconds).padStart(4)} s  ${text}\n`);
  };
  say(`${title} (seed ${options.seed})`);
  return (message) => {
    if (message.type === 'preparing') say(`preparing ${message.size} ${sizeLabel} …`);
    if (message.type === 'begun') {
      const { contender, size, repetition } = message.turn;
      say(`${++count}/${turns}  ${contender}, ${size} ${sizeLabel}, repetition ${repetition + 1}`);
    }
    if (message.type === 'done')
      say(`      ${Object.entries(message.figures).map(shownFigure).join(' · ')}`);
    if (message.type === 'failed') say(`      failed: ${message.problem}`);
  };
};

const shownFigure = ([id, value]: [string, number | null]): string =>
  `${id} ${value === null ? '–' : Number(value.toPrecision(4))}`;
