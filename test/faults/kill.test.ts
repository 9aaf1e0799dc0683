import { expect, test } from 'vitest';
import { type KillTally, killRound } from './support/killRound.ts';
import { grouped, note, progress, seed, size } from './support/scale.ts';

/** Each round has a server and a ledger of its own, so that looking stays quick. */
const killsARound = 25;
const rounds = size({ suite: 2, full: 40 });
const atOnce = 2;

test(
  'FAULT-1 R1 kill -9 at random moments: nothing acknowledged and nothing that anybody saw is missing',
  async () => {
    const first = seed('R1');
    const kills = rounds * killsARound;
    const tell = progress('R1', kills);
    let done = 0;
    const onKill = (): void => tell(++done);
    const tallies: KillTally[] = [];
    for (let round = 0; round < rounds; round += atOnce)
      tallies.push(
        ...(await Promise.all(
          Array.from({ length: atOnce }, (_, lane) =>
            killRound({ seed: first + round + lane, kills: killsARound, onKill }),
          ),
        )),
      );
    const sum = (of: (tally: KillTally) => number): string =>
      grouped(tallies.reduce((total, tally) => total + of(tally), 0));
    const lost = tallies.flatMap((tally) => tally.lost);
    note({
      id: 'R1',
      done:
        `${grouped(kills)} kills, ${sum(({ acknowledged }) => acknowledged)} of ` +
        `${sum(({ edits }) => edits)} edits acknowledged, ${sum(({ posted }) => posted)} rows ` +
        `posted, ${sum(({ eventsRead }) => eventsRead)} events read`,
      found: `${grouped(lost.length)} lost`,
      seed: first,
      met: lost.length === 0,
    });
    expect(lost.slice(0, 20)).toEqual([]);
  },
  size({ suite: 180_000, full: 3 * 3_600_000 }),
);
