import { pickWeighted } from '../../../shared/sample/chance.ts';
import type { Action } from './action.ts';
import {
  addFollowUp,
  addMany,
  addRows,
  deleteRow,
  editCell,
  goThere,
  paste,
  reconnect,
  redo,
  restoreRow,
  setDefaultLedger,
  setMembers,
  setRecord,
  undo,
} from './deeds.ts';
import {
  changeWeather,
  closeTab,
  cut,
  goOffline,
  halfOpen,
  killTab,
  openTab,
  sleep,
  stall,
} from './mishaps.ts';
import {
  changeRights,
  crash,
  failDisk,
  readThroughApi,
  restart,
  rotate,
  slowDisk,
  start,
  writeThroughApi,
} from './serverActions.ts';
import type { World } from './world.ts';

const weighed: readonly (readonly [number, Action])[] = [
  [60, editCell],
  [8, paste],
  [12, addRows],
  [6, addFollowUp],
  [8, deleteRow],
  [6, restoreRow],
  [14, setMembers],
  [8, setRecord],
  [2, addMany],
  [14, undo],
  [7, redo],
  [2, setDefaultLedger],
  [4, goThere],
  [3, reconnect],
  [8, goOffline],
  [3, sleep],
  [6, openTab],
  [2, closeTab],
  [2, killTab],
  [8, cut],
  [3, halfOpen],
  [6, stall],
  [2, changeWeather],
  [3, crash],
  [25, start],
  [1, restart],
  [4, rotate],
  [3, slowDisk],
  [3, failDisk],
  [4, changeRights],
  [2, writeThroughApi],
  [2, readThroughApi],
];

/** One step: something happens, and some time passes. */
export const step = async (world: World): Promise<void> => {
  const { chance, time, trace, tabs, witness } = world;
  let what: string | null = null;
  while (what === null) {
    const [, act] = pickWeighted(chance.random, weighed, ([weight]) => weight);
    what = await act(world);
  }
  trace.push(`${Math.round(time.now) % 100_000_000} ${what}`);
  await time.pass(pause(world));
  for (const tab of tabs) witness.hear(tab);
};

/** ms: mostly as people type, sometimes as they think, now and then long enough for every timer. */
const pause = ({ chance }: World): number => {
  const kind = chance.random();
  if (kind < 0.6) return chance.random() * 20;
  if (kind < 0.85) return chance.random() * 300;
  if (kind < 0.99) return chance.random() * 2_000;
  return chance.random() * 40_000;
};
