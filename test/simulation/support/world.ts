import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { pino } from 'pino';
import { secretHash } from '../../../server/access/secrets.ts';
import { openProjectionFile } from '../../../server/projection/index.ts';
import { memoryStorage } from '../../../server/storage/memory/index.ts';
import type { Storage } from '../../../server/storage/port.ts';
import { openSqliteStorage } from '../../../server/storage/sqlite/index.ts';
import { builtInRecords } from '../../../shared/documents/index.ts';
import type { Level, Role } from '../../../shared/model/index.ts';
import { type Chance, createChance } from './chance.ts';
import { broadcastIn, messagesIn } from './channels.ts';
import { createCommitted } from './committed.ts';
import { createDisk } from './disk.ts';
import { createNetwork } from './network.ts';
import { type RunningServer, startServer } from './server.ts';
import { openTab, type Person, type Tab } from './tab.ts';
import { type Program, startVirtualTime } from './virtualTime.ts';
import { createWitness } from './witness.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly storage: 'memory' | 'sqlite';
  /** See `Disk.isLying`. */
  readonly isLying?: boolean;
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Where writing costs nothing: what a machine that loses its power keeps has tests of its own. */
const memoryDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The first moment of every simulation. */
const start = Date.UTC(2026, 4, 6, 8);
const year = 365 * 24 * 60 * 60 * 1000;

/** Two ledgers: everybody is in the shared one, the other one has its maker and one more. */
export const ledgers = { shared: 'SHARED', other: 'OTHER' } as const;

const roles: Readonly<Record<string, Role>> = { ada: 'owner', bo: 'member', cy: 'member' };

/** A server, its disk, a network, and people with browsers: all from one seed, in simulated time. */
export const openWorld = async ({ seed, storage: kind, isLying = false }: WorldOptions) => {
  const chance = createChance(String(seed));
  const time = startVirtualTime(start, chance.fork('platform').random);
  const lifeChance = chance.fork('lives');
  const problems: string[] = [];
  const trace: string[] = [];
  const fail = (problem: string): void => {
    problems.push(`${Math.round(time.now - start)} ms: ${problem}`);
  };
  const committed = createCommitted();
  const witness = createWitness(committed, fail);
  const disk = createDisk(time, chance.fork('disk'), committed);
  const network = createNetwork(time, chance.fork('network'));
  network.watch = (frame) => {
    const objection = committed.objection(frame);
    if (objection !== null) fail(objection);
  };
  const { BroadcastChannel, MessageChannel } = globalThis;
  globalThis.BroadcastChannel = broadcastIn(time) as never;
  globalThis.MessageChannel = messagesIn(time) as never;
  // Nothing of the browsers of an earlier simulation is left.
  globalThis.indexedDB = new IDBFactory();

  const folder = await mkdtemp(join(memoryDisk, 'suanpan-simulation-'));
  const openStorage = (): Promise<Storage> | Storage =>
    kind === 'memory' ? memoryStorage() : openSqliteStorage(folder);
  let storage = await openStorage();
  const openRows = () =>
    openProjectionFile(join(folder, 'projection.db'), pino({ level: 'silent' }));
  let rows = await openRows();

  let lives = 0;
  let server: RunningServer | null = null;
  const startOne = async (): Promise<void> => {
    const program: Program = {
      ...{ name: `server ${++lives}`, isDead: false, asleepUntil: 0, isOnline: true },
    };
    const started = await time.turn(program, () =>
      startServer({ time, program, storage: disk.mount(program, storage), rows }),
    );
    server = started;
    network.listener = started.listener;
  };
  const leave = (): RunningServer | null => {
    const left = server;
    server = null;
    network.listener = null;
    return left;
  };

  const people: Person[] = [];
  for (const [name, role] of Object.entries(roles)) {
    const id = name.toUpperCase();
    people.push({ id, name, role, cookie: `suanpan_session=${name}` });
    const user = { id, name, email: `${name}@example.org`, role, active: true, color: '#7a4fb5' };
    const account = { ...user, passwordHash: null, createdAt: start };
    const { accounts } = storage;
    if (role === 'owner')
      await accounts.setUp(account, {
        ...{ id: ledgers.shared, name: 'Shared', createdBy: id, createdAt: start, shared: true },
      });
    else
      await accounts.addUser(account, [{ ledger: ledgers.shared, level: 'write' }], {
        ...{ hash: name, user: id, expiresAt: start + year, usedAt: null },
      });
    await accounts.addSession({
      ...{ id: name, hash: secretHash(name), user: id, createdAt: start },
      expiresAt: start + year,
    });
  }
  await storage.accounts.addLedger({
    ...{ id: ledgers.other, name: 'Other', createdBy: 'ADA', createdAt: start + 1, shared: false },
  });
  await storage.accounts.setMembership(ledgers.other, 'BO', 'write');

  const tabs: Tab[] = [];
  let count = 0;
  const world = {
    chance: chance.fork('steps') as Chance,
    time,
    disk,
    network,
    committed,
    witness,
    problems,
    trace,
    people,
    fail,
    kind,
    get server() {
      return server;
    },
    get storage() {
      return storage;
    },
    /** Tabs that live; some of them sleep. */
    tabs: tabs as readonly Tab[],
    openTab: async (person: Person, browser: number): Promise<Tab> => {
      const number = ++count;
      const program: Program = {
        ...{ name: `tab ${number}`, isDead: false, asleepUntil: 0, isOnline: true },
      };
      const surroundings = { time, network, chance, server: () => server, world: `seed ${seed}` };
      const tab = await time.turn(program, () => {
        const opened = openTab(number, program, person, browser, surroundings);
        witness.follow(opened);
        return opened;
      });
      tabs.push(tab);
      return tab;
    },
    /** As its window is closed; what is not saved stays in the journal. */
    closeTab: async (tab: Tab): Promise<void> => {
      tabs.splice(tabs.indexOf(tab), 1);
      await time.turn(tab.program, () => tab.store.close());
    },
    /** As the system ends a tab: nothing is said to anybody. */
    killTab: (tab: Tab): void => {
      tabs.splice(tabs.indexOf(tab), 1);
      tab.program.isDead = true;
      network.forget(tab.program, lifeChance.pick([5, null]));
    },
    startServer: startOne,
    /** As at SIGTERM. The disk finishes what it was given. */
    stopServer: async (): Promise<void> => {
      const left = leave();
      if (left === null) return;
      disk.isHeld = false;
      let isDone = false;
      const stopping = left.stop().then(() => {
        isDone = true;
      });
      await time.turn(left.program, () => {});
      for (let waited = 0; !isDone && waited < 20_000; waited += 10) await time.pass(10);
      if (!isDone) {
        fail('the server does not stop');
        return;
      }
      await stopping;
      network.forget(left.program, 5);
      if (kind === 'memory') return;
      await rows.close();
      await storage.close();
      storage = await openStorage();
      rows = await openRows();
    },
    crashServer: async (): Promise<void> => {
      const left = leave();
      if (left === null) return;
      await time.turn(left.program, () => left.die());
      // A process that dies is told of by its system, a machine that does is not.
      network.forget(left.program, lifeChance.pick([5, 5, 200, null]));
      await time.tracked(disk.crash());
    },
    setLevel: async (ledger: string, person: Person, level: Level | null): Promise<void> => {
      const owner = { ...people[0]!, user: 'ADA', via: 'session', credential: 'ada' } as const;
      await server?.access.ledgers.setMember(owner, ledger, person.id, level);
    },
    end: async (): Promise<void> => {
      for (const tab of tabs) tab.store.close();
      leave()?.die();
      await time.turn(null, () => {});
      time.end();
      Object.assign(globalThis, { BroadcastChannel, MessageChannel });
      await rows.close();
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  await startOne();
  const seeding = world
    .server!.writers.applyWorkspace([...builtInRecords(), ...people.map(toRecord)], null)
    .catch(fail as never);
  await time.turn(null, () => {});
  await time.pass(200);
  await seeding;
  disk.isLying = isLying;
  return world;
};

const toRecord = ({ id, name }: Person) =>
  ({
    type: 'setRecord',
    collection: 'people',
    id,
    properties: { name, color: '#7a4fb5', active: true },
  }) as const;
