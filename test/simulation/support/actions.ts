import { type CellValue, deletedColumn, type LedgerCommand } from '../../../shared/model/index.ts';
import { pickWeighted } from '../../../shared/sample/chance.ts';
import type { Direction } from './network.ts';
import type { Tab } from './tab.ts';
import { ledgers, type World } from './world.ts';

/** Something that may happen in one step. Answers what it was, in a few words; null: not now. */
type Action = (world: World) => Promise<string | null> | string | null;

/** By somebody in a tab that is awake. */
const inTab =
  (act: (world: World, tab: Tab) => string | null): Action =>
  async (world) => {
    const { time, chance, witness } = world;
    const awake = world.tabs.filter(({ program }) => program.asleepUntil <= time.now);
    if (awake.length === 0) return null;
    const tab = chance.pick(awake);
    const what = await time.turn(tab.program, () =>
      tab.view.snapshot().ready ? witness.does(tab, () => act(world, tab)) : null,
    );
    return what === null ? null : `tab ${tab.number}: ${what}`;
  };

/** A row of the table: mostly one of the first, so that people meet. */
const rowOf = ({ chance }: World, tab: Tab, table: string): string | null => {
  const { size, rowId } = tab.store.table(table);
  if (size === 0) return null;
  const row = rowId(chance.whole(0, (chance.happens(0.7) ? Math.min(size, 4) : size) - 1));
  // Of a ledger that is closed here nothing is left.
  return row === '' ? null : row;
};

const valueFor = (world: World, tab: Tab, column: string): CellValue => {
  const { chance, witness } = world;
  if (chance.happens(0.1)) return null;
  if (column === 'dealCount') return chance.whole(0, 4);
  if (column === 'intent') return chance.pick(['clear', 'considering', 'unclear']);
  return `${column} ${witness.mark(tab)}`;
};

const columns = ['name', 'note', 'note', 'idNumber', 'dealCount', 'intent'] as const;

const dispatch = (tab: Tab, ...commands: readonly LedgerCommand[]): void => {
  tab.store.dispatch({ commands });
};

const editCell: Action = inTab((world, tab) => {
  const table = world.chance.happens(0.85) ? 'customers' : 'followUps';
  const row = rowOf(world, tab, table);
  if (row === null) return null;
  const column = table === 'customers' ? world.chance.pick(columns) : 'summary';
  const value = valueFor(world, tab, column);
  dispatch(tab, { type: 'setCells', table, cells: [{ row, column, value }] });
  return `${column} of ${row} = ${value}`;
});

const paste: Action = inTab((world, tab) => {
  const rows = [0, 1, 2].flatMap(() => rowOf(world, tab, 'customers') ?? []);
  if (rows.length === 0) return null;
  const cells = [...new Set(rows)].flatMap((row) =>
    (['name', 'note'] as const).map((column) => ({
      row,
      column,
      value: valueFor(world, tab, column),
    })),
  );
  dispatch(tab, { type: 'setCells', table: 'customers', cells });
  return `pastes ${cells.length} cells`;
});

const addRows: Action = inTab((world, tab) => {
  const rows = Array.from({ length: world.chance.whole(1, 3) }, () => ({
    id: tab.store.newRowId(),
    values: { name: `name ${world.witness.mark(tab)}` },
  }));
  dispatch(tab, { type: 'addRows', table: 'customers', rows });
  return `adds ${rows.map(({ id }) => id)}`;
});

const addFollowUp: Action = inTab((world, tab) => {
  const customer = rowOf(world, tab, 'customers');
  if (customer === null) return null;
  const id = tab.store.newRowId();
  const values = { summary: `summary ${world.witness.mark(tab)}`, customer: [customer] };
  dispatch(tab, { type: 'addRows', table: 'followUps', rows: [{ id, values }] });
  return `adds follow-up ${id}`;
});

const deleteRow: Action = inTab((world, tab) => {
  const row = rowOf(world, tab, 'customers');
  if (row === null) return null;
  dispatch(tab, {
    type: 'deleteRows',
    table: 'customers',
    rows: [row],
    at: Math.round(world.time.now),
  });
  return `deletes ${row}`;
});

const restoreRow: Action = inTab((world, tab) => {
  const table = tab.store.table('customers');
  const deleted = Array.from({ length: table.size }, (_, row) => row).filter(
    (row) => table.rowId(row) !== '' && table.cell(row, deletedColumn) !== null,
  );
  if (deleted.length === 0) return null;
  const row = table.rowId(world.chance.pick(deleted));
  dispatch(tab, { type: 'restoreRows', table: 'customers', rows: [row] });
  return `restores ${row}`;
});

const setMembers: Action = inTab((world, tab) => {
  const row = rowOf(world, tab, 'customers');
  if (row === null) return null;
  const number = tab.store.table('customers').rowOf(row)!;
  const standing = tab.store.table('customers').cell(number, 'tags');
  const remove =
    Array.isArray(standing) && standing.length > 0 && world.chance.happens(0.4)
      ? [world.chance.pick(standing as string[])]
      : [];
  const add = remove.length > 0 ? [] : [`tag${world.witness.mark(tab)}`];
  dispatch(tab, {
    type: 'setMembers',
    table: 'customers',
    cells: [{ row, column: 'tags', add, remove }],
  });
  return `tags of ${row} + ${add} - ${remove}`;
});

const setRecord: Action = inTab((world, tab) => {
  const name = `name ${world.witness.mark(tab)}`;
  const record = world.chance.pick([
    { collection: 'columns', id: 'customers/note', properties: { name } },
    { collection: 'tables', id: 'customers', properties: { name } },
    { collection: 'options', id: 'customers/outlet/east', properties: { name, order: 'a' } },
    { collection: 'tags', id: 'vip', properties: { name, color: '#b5294e' } },
  ] as const);
  tab.store.dispatch({ records: [{ type: 'setRecord', ...record }], commands: [] });
  return `${record.collection}/${record.id} = ${name}`;
});

const addMany: Action = inTab((world, tab) => {
  if (world.chance.happens(0.8)) return null;
  const name = `name ${world.witness.mark(tab)}`;
  const rows = Array.from({ length: 501 }, () => ({ id: tab.store.newRowId(), values: { name } }));
  const { upload } = tab.store.dispatch({
    commands: [{ type: 'addRows', table: 'customers', rows }],
  });
  upload?.settled.catch(() => {});
  if (upload !== null && world.chance.happens(0.2)) {
    upload.cancel();
    return 'begins to upload 501 rows and cancels';
  }
  return 'uploads 501 rows';
});

const undo: Action = inTab((_, tab) => {
  const result = tab.store.undo();
  return result === null ? null : `undoes ${result.done}, misses ${result.misses.length}`;
});

const redo: Action = inTab((_, tab) => {
  const result = tab.store.redo();
  return result === null ? null : `redoes ${result.done}, misses ${result.misses.length}`;
});

const setDefaultLedger: Action = inTab((world, tab) => {
  const ledger = world.chance.pick(Object.values(ledgers));
  tab.store.setDefaultLedger(ledger);
  return `default ledger ${ledger}`;
});

const goThere: Action = inTab((world, tab) => {
  const row = rowOf(world, tab, 'customers');
  tab.store.setPresence(row === null ? null : { table: 'customers', row, column: 'name' }, false);
  return 'moves on';
});

const reconnect: Action = inTab((_, tab) => {
  tab.store.reconnect();
  return 'tries to connect now';
});

const goOffline: Action = async (world) => {
  if (world.tabs.length === 0) return null;
  const { program, number } = world.chance.pick(world.tabs);
  program.isOnline = !program.isOnline;
  if (!program.isOnline)
    for (const line of world.network.lines())
      if (line.tab === program)
        line.cut(world.chance.pick([0, 100, null]), world.chance.pick([50, null]));
  return `tab ${number} is ${program.isOnline ? 'online' : 'offline'}`;
};

const sleep: Action = (world) => {
  if (world.tabs.length === 0) return null;
  const { program, number } = world.chance.pick(world.tabs);
  const ms = world.chance.pick([500, 5_000, 20_000, 90_000]);
  program.asleepUntil = Math.max(program.asleepUntil, world.time.now + ms);
  return `tab ${number} sleeps ${ms} ms`;
};

const mostTabs = 5;
const openTab: Action = async (world) => {
  if (world.tabs.length >= mostTabs) return null;
  const { chance, people } = world;
  const tab = await world.openTab(chance.pick(people), chance.whole(1, 3));
  return `tab ${tab.number} opens for ${tab.person.name} in browser ${tab.browser}`;
};

const closeTab: Action = async (world) => {
  if (world.tabs.length < 3) return null;
  const tab = world.chance.pick(world.tabs);
  await world.closeTab(tab);
  return `tab ${tab.number} closes`;
};

const killTab: Action = (world) => {
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

const cut: Action = onLine(({ chance }, line) => {
  const [client, server] = [chance.pick([0, 5, 2_000]), chance.pick([0, 5, 2_000, null])];
  line.cut(client, server);
  return `connection is cut, told after ${client} and ${server} ms`;
});

const halfOpen: Action = onLine(({ chance }, line) => {
  const direction = chance.pick(directions);
  line.deafen(direction);
  return `nothing goes ${direction} any more`;
});

const stall: Action = onLine(({ chance }, line) => {
  const [direction, ms] = [chance.pick(directions), chance.pick([50, 500, 3_000, 15_000])];
  line.stall(direction, ms);
  return `${direction} stalls for ${ms} ms`;
});

const changeWeather: Action = ({ chance, network }) => {
  const most = chance.pick([5, 20, 200, 2_000]);
  network.weather = { least: 1, most, lostRequests: chance.pick([0, 0.05, 0.3]) };
  return `network: up to ${most} ms, ${network.weather.lostRequests} of requests lost`;
};

const crash: Action = async (world) => {
  if (world.server === null) return null;
  await world.crashServer();
  return 'server crashes';
};

const start: Action = async (world) => {
  if (world.server !== null) return null;
  await world.startServer();
  return 'server starts';
};

const restart: Action = async (world) => {
  if (world.server === null) return null;
  await world.stopServer();
  await world.startServer();
  return 'server restarts';
};

const rotate: Action = async (world) => {
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

const slowDisk: Action = ({ disk, chance }) => {
  const { isHeld } = disk;
  disk.isHeld = !isHeld && chance.happens(0.5);
  disk.latency = chance.pick([
    { least: 0.2, most: 3 },
    { least: 10, most: 300 },
    { least: 0, most: 0 },
  ]);
  return disk.isHeld ? 'disk is held' : `disk takes ${disk.latency.most} ms`;
};

const failDisk: Action = ({ disk, chance }) => {
  disk.failing =
    disk.failing !== 'nothing'
      ? 'nothing'
      : chance.pick(['everything', ['workspace'], [`ledger/${ledgers.shared}`]] as const);
  return `disk fails: ${disk.failing}`;
};

const changeRights: Action = async (world) => {
  const { chance, time, server, people } = world;
  if (server === null) return null;
  const person = chance.pick(people);
  const ledger = chance.pick(Object.values(ledgers));
  const level = chance.pick(['write', 'write', 'read', null] as const);
  await time.turn(server.program, () => world.setLevel(ledger, person, level));
  return `${person.name} in ${ledger}: ${level}`;
};

const writeThroughApi: Action = async (world) => {
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
        body: JSON.stringify({ rows: [{ name: `name ${mark}` }] }),
      })
      .then(({ status, body }) => {
        if (status === 201) witness.isShown('answer of the API', body.toString());
      });
  });
  return `a program adds ${mark}`;
};

const readThroughApi: Action = async (world) => {
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
