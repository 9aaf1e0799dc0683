import type { Action } from './action.ts';
import type { Direction } from './network.ts';
import type { World } from './world.ts';

// What happens to tabs, and to the network between them and the server.

export const goOffline: Action = async (world) => {
  if (world.tabs.length === 0) return null;
  const { program, number } = world.chance.pick(world.tabs);
  program.isOnline = !program.isOnline;
  if (!program.isOnline)
    for (const line of world.network.lines())
      if (line.tab === program)
        line.cut(world.chance.pick([0, 100, null]), world.chance.pick([50, null]));
  return `tab ${number} is ${program.isOnline ? 'online' : 'offline'}`;
};

export const sleep: Action = (world) => {
  if (world.tabs.length === 0) return null;
  const { program, number } = world.chance.pick(world.tabs);
  const ms = world.chance.pick([500, 5_000, 20_000, 90_000]);
  program.asleepUntil = Math.max(program.asleepUntil, world.time.now + ms);
  return `tab ${number} sleeps ${ms} ms`;
};

const mostTabs = 5;
export const openTab: Action = async (world) => {
  if (world.tabs.length >= mostTabs) return null;
  const { chance, people } = world;
  const tab = await world.openTab(chance.pick(people), chance.whole(1, 3));
  return `tab ${tab.number} opens for ${tab.person.name} in browser ${tab.browser}`;
};

export const closeTab: Action = async (world) => {
  if (world.tabs.length < 3) return null;
  const tab = world.chance.pick(world.tabs);
  await world.closeTab(tab);
  return `tab ${tab.number} closes`;
};

export const killTab: Action = (world) => {
  if (world.tabs.length < 2) return null;
  const tab = world.chance.pick(world.tabs);
  world.killTab(tab);
  return `tab ${tab.number} dies`;
};

const onLine =
  (act: (world: World, line: ReturnType<World['network']['lines']>[number]) => string): Action =>
  (world) => {
    const lines = world.network.lines();
    if (lines.length === 0) return null;
    const line = world.chance.pick(lines);
    return `${line.tab.name}: ${act(world, line)}`;
  };
const directions: readonly Direction[] = ['up', 'down'];

export const cut: Action = onLine(({ chance }, line) => {
  const [client, server] = [chance.pick([0, 5, 2_000]), chance.pick([0, 5, 2_000, null])];
  line.cut(client, server);
  return `connection is cut, told after ${client} and ${server} ms`;
});

export const halfOpen: Action = onLine(({ chance }, line) => {
  const direction = chance.pick(directions);
  line.deafen(direction);
  return `nothing goes ${direction} any more`;
});

export const stall: Action = onLine(({ chance }, line) => {
  const [direction, ms] = [chance.pick(directions), chance.pick([50, 500, 3_000, 15_000])];
  line.stall(direction, ms);
  return `${direction} stalls for ${ms} ms`;
});

export const changeWeather: Action = ({ chance, network }) => {
  const most = chance.pick([5, 20, 200, 2_000]);
  network.weather = { least: 1, most, lostRequests: chance.pick([0, 0.05, 0.3]) };
  return `network: up to ${most} ms, ${network.weather.lostRequests} of requests lost`;
};
