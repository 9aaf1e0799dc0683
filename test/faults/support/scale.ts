import { appendFileSync } from 'node:fs';
import type { Finding } from '../harness/finding.ts';

/** True in `npm run faults -- --full`. */
export const isFull = process.env.FAULTS_FULL === '1';

/** How much to do: little in `npm test`, all of it in a full run. Of time-outs too, in ms. */
export const size = ({ suite, full }: { readonly suite: number; readonly full: number }): number =>
  isFull ? full : suite;

/**
 * The seed of target `id`, printed so that a run can be given back: `FAULTS_SEED` when it is set,
 * else a new one.
 */
export const seed = (id: string): number => {
  const chosen = process.env.FAULTS_SEED;
  const drawn = chosen ? Number(chosen) : Date.now() % 1_000_000;
  process.stdout.write(`${id}: seed ${drawn} (npm run faults -- --only ${id} --seed ${drawn})\n`);
  return drawn;
};

const second = 1_000;

/** Tells a full run's progress on stderr, at most once a second; says nothing in the suite. */
export const progress = (id: string, total: number): ((done: number, more?: string) => void) => {
  let next = Date.now() + second;
  return (done, more = '') => {
    if (!isFull || (Date.now() < next && done < total)) return;
    next = Date.now() + second;
    process.stderr.write(`${id}: ${done} of ${total}${more === '' ? '' : `, ${more}`}\n`);
  };
};

/** Keeps what a test did and found, for the table at the end and the report. */
export const note = (finding: Finding): void => {
  process.stdout.write(`${finding.id}: ${finding.done}: ${finding.found}\n`);
  const file = process.env.FAULTS_FINDINGS;
  if (file) appendFileSync(file, `${JSON.stringify(finding)}\n`);
};

/** `1234567` → `1,234,567`. */
export const grouped = (count: number): string => count.toLocaleString('en-US');
