import { expect, test } from 'vitest';
import { createWatchdog } from '../../client/sync/watchdog.ts';

const look = (times: number, isWaiting: boolean, progress: () => number = () => 0) => {
  const watchdog = createWatchdog();
  const remedies = Array.from({ length: times }, () => watchdog.look(isWaiting, progress()));
  return { watchdog, remedies: remedies.filter((remedy) => remedy !== 'none') };
};

test('CARE-4 what the server does not confirm is late, then asked for anew, then brought another way', () => {
  expect(look(100, false).remedies).toEqual([]);
  expect(look(3, true).watchdog.isLate).toBe(false);
  expect(look(4, true).watchdog.isLate).toBe(true);
  expect(look(9, true).remedies).toEqual([]);
  expect(look(10, true).remedies).toEqual(['relink']);
  expect(look(70, true).remedies).toEqual(['relink', 'relink', 'renew']);
});

test('CARE-4 while answers come, nothing is done', () => {
  let answers = 0;
  const { watchdog, remedies } = look(100, true, () => Math.floor(answers++ / 3));
  expect(remedies).toEqual([]);
  expect(watchdog.isLate).toBe(false);
});
