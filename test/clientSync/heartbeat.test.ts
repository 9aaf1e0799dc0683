import { expect, test } from 'vitest';
import {
  createHeartbeat,
  tickEvery,
  usualRhythm,
  type Watched,
} from '../../client/sync/heartbeat.ts';

/** A connection on paper, and a clock that is moved on by ticks. */
const onPaper = (facts: { isLoading?: boolean; isResting?: boolean } = {}) => {
  let time = 0;
  const connection = {
    state: 'open' as Watched['state'],
    isLoading: facts.isLoading ?? false,
    isResting: facts.isResting ?? false,
    /** When it was given up. */
    lost: [] as number[],
    asked: 0,
    /** So many of those answers came. */
    heard: 0,
    /** How often another was tried. */
    tried: 0,
    isServerThere: true,
  };
  const heartbeat = createHeartbeat(
    {
      get state() {
        return connection.state;
      },
      get isLoading() {
        return connection.isLoading;
      },
      get isResting() {
        return connection.isResting;
      },
      ask: () => void connection.asked++,
      tryAnother: async () => {
        connection.tried++;
        return connection.isServerThere;
      },
      lost: () => {
        connection.lost.push(time);
        heartbeat.restart();
      },
      changed: () => {},
    },
    usualRhythm,
    () => time,
  );
  /** Answers come before the next tick, or, in a page that is busy, behind it. */
  const pass = async (ms: number, isAnswered: boolean, every = tickEvery): Promise<void> => {
    const isBusy = every > tickEvery;
    for (const end = time + ms; time < end; ) {
      const { asked } = connection;
      time += every;
      heartbeat.tick();
      const mayHear = isAnswered && (isBusy ? asked > connection.heard : true);
      if (mayHear && connection.asked > connection.heard) {
        connection.heard = isBusy ? asked : connection.asked;
        heartbeat.heard();
      }
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { connection, heartbeat, pass };
};

test('CARE-3 a connection from which nothing comes is given up when another one comes about', async () => {
  const { connection, pass, heartbeat } = onPaper();
  await pass(60_000, true);
  expect(connection.lost).toEqual([]);
  expect(heartbeat.isSilent).toBe(false);
  await pass(3_000, false);
  expect(connection.lost).toHaveLength(1);
  expect(connection.lost[0]).toBeLessThanOrEqual(63_000);
});

test('CARE-3 a server that stands still is waited for, and the page says that it is offline', async () => {
  const { connection, pass, heartbeat } = onPaper();
  connection.isServerThere = false;
  await pass(5_000, false);
  expect(heartbeat.isSilent).toBe(true);
  expect(connection.lost).toEqual([]);
  heartbeat.heard();
  expect(heartbeat.isSilent).toBe(false);
  await pass(30_000, false);
  expect(connection.lost).toHaveLength(1);
});

test('CARE-3 a narrow way is given more time, each time that it was given up while it loaded', async () => {
  const { connection, pass } = onPaper({ isLoading: true });
  await pass(60_000, false);
  const waits = connection.lost.map((at, index) => at - (connection.lost[index - 1] ?? 0));
  expect(waits.length).toBeGreaterThan(2);
  for (const [index, wait] of waits.entries())
    expect(wait).toBeGreaterThan(index === 0 ? 4_000 : waits[index - 1]!);
});

test('CARE-3 a connection that does not come about is tried anew', async () => {
  const { connection, pass } = onPaper();
  connection.state = 'opening';
  await pass(9_000, false);
  expect(connection.lost).toHaveLength(1);
});

test('CARE-3 a page that is busy for seconds does not take itself for deaf: answers stand in the queue behind its late timers', async () => {
  const { connection, pass, heartbeat } = onPaper();
  await pass(60_000, true, 3_000);
  expect(connection.asked).toBeGreaterThan(5);
  expect(connection).toMatchObject({ lost: [], tried: 0 });
  await pass(2_400, false);
  expect(connection.lost).toHaveLength(1);
  expect(heartbeat.isSilent).toBe(false);
});

test('CARE-3 a server that answers a second late has another connection tried beside, and loses none', async () => {
  const { connection, pass, heartbeat } = onPaper();
  for (let round = 0; round < 10; round++) {
    await pass(1_800, false);
    heartbeat.heard();
  }
  expect(connection.tried).toBeGreaterThan(0);
  expect(connection.lost).toEqual([]);
});

test('CARE-3 an edit is a question too, asked aloud only when its answer takes long', async () => {
  const { connection, pass, heartbeat } = onPaper();
  heartbeat.sent();
  heartbeat.heard();
  expect(connection.asked).toBe(0);
  heartbeat.sent();
  await pass(1_600, false);
  expect(connection.asked).toBe(1);
  expect(connection.lost).toHaveLength(1);
});

test('CARE-3 where nobody looks and nothing waits to be saved, the server is asked more rarely', async () => {
  const [resting, awake] = [onPaper({ isResting: true }), onPaper()];
  await Promise.all([resting.pass(60_000, true), awake.pass(60_000, true)]);
  expect(resting.connection.asked).toBeGreaterThan(9);
  expect(resting.connection.asked).toBeLessThan(awake.connection.asked / 5);
});
