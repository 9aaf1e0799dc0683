import type { Tab } from './tab.ts';
import type { World } from './world.ts';

/** ms of simulated time in which everything must have come to rest. */
const patience = 300_000;

/**
 * Everything works again: the disk, the network, the server; who slept is awake, and journals of
 * tabs that died have a tab that answers for them. Then waits until all is quiet.
 */
export const heal = async (world: World): Promise<void> => {
  const { disk, network, time, tabs, fail } = world;
  disk.isHeld = false;
  disk.isLying = false;
  disk.failing = 'nothing';
  disk.latency = { least: 0.2, most: 3 };
  network.weather = { least: 1, most: 10, lostRequests: 0 };
  if (world.server === null) await world.startServer();
  for (const { program } of tabs) program.isOnline = true;
  // What a sleeping page has put off comes at its hour; until then it knows nothing of anything.
  const wakes = Math.max(0, ...tabs.map(({ program }) => program.asleepUntil));
  await time.pass(Math.max(0, wakes - time.now));
  await openForOrphans(world);
  let quiet = 0;
  for (let waited = 0; quiet < calm(tabs); waited += 1_000) {
    // Who does not know that the connection is half gone believes that all is well.
    const deaf = network.lines().flatMap((line) => (line.isDeaf ? [line.tab.name] : []));
    const restless = tabs.filter((tab) => !isAtRest(tab));
    if (waited > patience) {
      fail(`not at rest: ${restless.map(unrest).join('; ')}; half open: ${deaf.join()}`);
      return;
    }
    await time.pass(1_000);
    quiet = deaf.length === 0 && tabs.every(isAtRest) ? quiet + 1 : 0;
  }
  for (const tab of tabs) world.witness.hear(tab);
};

/** Whoever wrote in a browser opens the page there again: tabs take over what is left at their start. */
const openForOrphans = async ({ witness, people, openTab }: World): Promise<void> => {
  const places = new Map(witness.deeds.map((deed) => [`${deed.browser}/${deed.person}`, deed]));
  for (const { browser, person } of places.values())
    await openTab(people.find(({ id }) => id === person)!, browser);
};

/** Seconds: a tab that tells of what was refused tells of nothing that is still on its way. */
const calm = (tabs: readonly Tab[]): number =>
  tabs.some(({ store }) => store.snapshot().saved.kind === 'notSaved') ? 20 : 3;

const isAtRest = ({ store, view }: Tab): boolean => {
  const { kind, ...rest } = store.snapshot().saved;
  if (!view.snapshot().ready || view.snapshot().busy) return false;
  if (kind === 'saved' || kind === 'readOnly') return true;
  const refused = store.toSettle().filter(({ outcome }) => outcome === 'refused').length;
  return kind === 'notSaved' && 'unsaved' in rest && rest.unsaved === refused;
};

const unrest = ({ number, store, view }: Tab): string =>
  `tab ${number} ${JSON.stringify(store.snapshot().saved)}, ${view.snapshot().ready ? 'ready' : 'not ready'}`;
