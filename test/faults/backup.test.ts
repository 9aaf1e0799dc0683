import { expect, test } from 'vitest';
import { backupRound } from './support/backupRound.ts';
import { grouped, note, progress, size } from './support/scale.ts';

const backups = size({ suite: 1, full: 20 });
const rows = size({ suite: 2_000, full: 100_000 });
/** ms */
const before = size({ suite: 300, full: 3_000 });
/** ms that the copy may be behind when it is done. */
const target = 1_000;

test(
  'BACKUP-14 R9 a backup beside a server under load, restored to another folder, is a state that the log had: all that was acknowledged before, and nothing half',
  async () => {
    const tell = progress('R9', backups);
    let done = 0;
    const tally = await backupRound({ backups, rows, before, onBackup: () => tell(++done) });
    const { acknowledged, wrong, behind, alone, beside } = tally;
    const longest = Math.max(...behind);
    note({
      id: 'R9',
      done: `${backups} backups of ${grouped(rows)} rows, ${grouped(acknowledged)} edits acknowledged meanwhile`,
      found:
        `${wrong.length} wrong, at most ${longest} ms lost; an edit's acknowledgement beside a backup ` +
        `p50 ${share(beside, 0.5)} ms, p99 ${share(beside, 0.99)} ms, without p50 ${share(alone, 0.5)} ms, p99 ${share(alone, 0.99)} ms`,
      seed: null,
      met: wrong.length === 0 && longest <= target,
    });
    expect(wrong).toEqual([]);
    expect(acknowledged).toBeGreaterThan(0);
  },
  size({ suite: 120_000, full: 30 * 60_000 }),
);

const share = (times: readonly number[], part: number): number =>
  Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0);
