import { expect, test } from 'vitest';
import { createHeartbeat, type Rhythm, type Watched } from '../../client/sync/heartbeat.ts';

const rhythm: Rhythm = {
  askAfter: 1_000,
  patience: 1_000,
  offlineAfter: 3_000,
  giveUpAfter: 20_000,
  connectWithin: 8_000,
};

/** A connection on paper, and a clock that is moved on by ticks of a fifth of a second. */
const onPaper = (facts: { isLoading?: boolean } = {}) => {
  let time = 0;
  const connection = {
    state: 'open' as Watched['state'],
    isLoading: facts.isLoading ?? false,
    /** When it was given up. */
    lost: [] as number[],
    asked: 0,
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
      ask: () => void connection.asked++,
      tryAnother: async () => connection.isServerThere,
      lost: () => {
        connection.lost.push(time);
        heartbeat.restart();
      },
      changed: () => {},
    },
    rhythm,
    () => time,
  );
  const pass = async (ms: number, isAnswered: boolean): Promise<void> => {
    for (const end = time + ms; time < end; ) {
      const { asked } = connection;
      time += 200;
      heartbeat.tick();
      if (isAnswered && connection.asked > asked) heartbeat.heard();
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
