import type { Action } from './action.ts';
import { ledgers } from './world.ts';

// What happens to the server and its disk, and what programs ask of its API.

export const crash: Action = async (world) => {
  if (world.server === null) return null;
  await world.crashServer();
  return 'server crashes';
};

export const start: Action = async (world) => {
  if (world.server !== null) return null;
  await world.startServer();
  return 'server starts';
};

export const restart: Action = async (world) => {
  if (world.server === null) return null;
  await world.stopServer();
  await world.startServer();
  return 'server restarts';
};

export const rotate: Action = async (world) => {
  const { server, chance, time } = world;
  if (server === null) return null;
  const name = chance.pick([
    `ledger/${ledgers.shared}`,
    `ledger/${ledgers.shared}`,
    `ledger/${ledgers.other}`,
    'workspace',
    `me/${chance.pick(world.people).id}`,
  ]);
  await time.turn(server.program, () => {
    // Refused while the document fails, as the server's own sweep is.
    server.documents.rotate(name).catch(() => {});
  });
  return `${name} turns to a generation`;
};

export const slowDisk: Action = ({ disk, chance }) => {
  const { isHeld } = disk;
  disk.isHeld = !isHeld && chance.happens(0.5);
  disk.latency = chance.pick([
    { least: 0.2, most: 3 },
    { least: 10, most: 300 },
    { least: 0, most: 0 },
  ]);
  return disk.isHeld ? 'disk is held' : `disk takes ${disk.latency.most} ms`;
};

export const failDisk: Action = ({ disk, chance }) => {
  disk.failing =
    disk.failing !== 'nothing'
      ? 'nothing'
      : chance.pick(['everything', ['workspace'], [`ledger/${ledgers.shared}`]] as const);
  return `disk fails: ${disk.failing}`;
};

export const changeRights: Action = async (world) => {
  const { chance, time, server, people } = world;
  if (server === null) return null;
  const person = chance.pick(people);
  const ledger = chance.pick(Object.values(ledgers));
  const level = chance.pick(['write', 'write', 'read', null] as const);
  await time.turn(server.program, () => world.setLevel(ledger, person, level));
  return `${person.name} in ${ledger}: ${level}`;
};

export const writeThroughApi: Action = async (world) => {
  const { time, server, people, witness } = world;
  if (server === null) return null;
  const mark = witness.mark(null);
  const { cookie } = people[0]!;
  await time.turn(server.program, () => {
    server
      .request({
        method: 'POST',
        path: `/api/ledgers/${ledgers.shared}/tables/customers/rows`,
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ rows: [{ values: { name: `name ${mark}` } }] }),
      })
      .then(({ status, body }) => {
        if (status === 201) witness.isShown('answer of the API', body.toString());
      });
  });
  return `a program adds ${mark}`;
};

export const readThroughApi: Action = async (world) => {
  const { time, server, people, witness } = world;
  if (server === null) return null;
  await time.turn(server.program, () => {
    server
      .request({
        method: 'GET',
        path: `/api/ledgers/${ledgers.shared}/tables/customers/rows?limit=100`,
        headers: { cookie: people[0]!.cookie },
        body: undefined,
      })
      .then(({ body }) => witness.isShown('page of the API', body.toString()));
  });
  return 'a program reads';
};
