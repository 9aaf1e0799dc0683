import * as Y from 'yjs';
import { openLedger } from '../../../shared/documents/index.ts';
import { decodeSegment } from '../../../shared/documents/segment.ts';
import {
  type CellValue,
  type Conflict,
  deletedColumn,
  isMemberSet,
  type LedgerEvent,
  sameValue,
} from '../../../shared/model/index.ts';
import { differenceOf, type LedgerRows, rowsOf } from './rows.ts';
import type { Tab } from './tab.ts';
import type { Deed } from './witness.ts';
import { ledgers, type World } from './world.ts';

/** All that must hold when everything is at rest. */
export const check = async (world: World): Promise<void> => {
  const { server, people, fail } = world;
  if (server === null) return fail('the server is down');
  const live = new Map<string, LedgerRows>();
  for (const ledger of Object.values(ledgers)) {
    const { content } = await asked(world, server.documents.open(`ledger/${ledger}`));
    live.set(ledger, rowsOf(content.ledger!));
    await checkLog(world, ledger, live.get(ledger)!);
    await checkProjection(world, ledger, live.get(ledger)!);
  }
  const workspace = (await asked(world, server.documents.open('workspace'))).doc;
  for (const tab of world.tabs) checkTab(world, tab, live, recordsOf(workspace));
  for (const person of people) {
    const fresh = await world.openTab(person, 9);
    for (let waited = 0; !fresh.view.snapshot().ready && waited < 20; waited++)
      await world.time.pass(500);
    await world.time.pass(500);
    checkTab(world, fresh, live, recordsOf(workspace));
    await world.closeTab(fresh);
  }
  await checkDeeds(world, live, workspace);
};

/** Answers that come in simulated time. */
const asked = async <T>(world: World, answer: Promise<T>): Promise<T> => {
  let isThere = false;
  const done = (): void => {
    isThere = true;
  };
  answer.then(done, done);
  await world.time.turn(world.server?.program ?? null, () => {});
  while (!isThere) await world.time.pass(10);
  return answer;
};

/** The log, as it is loaded and replayed from its beginning by hand, is what the server has. */
const checkLog = async (world: World, ledger: string, live: LedgerRows): Promise<void> => {
  const name = `ledger/${ledger}`;
  const stored = await world.storage.log.load(name);
  const loaded = [
    ...(stored?.snapshot == null ? [] : [stored.snapshot.state]),
    ...(stored?.updates ?? []).map(({ update }) => update),
  ];
  for (const [what, updates] of [
    ['the log as it is loaded', loaded],
    ['every commit since the generation began', world.committed.updates(name)],
  ] as const) {
    const difference = differenceOf(await replayed(world, updates), live);
    if (difference !== null) world.fail(`${what} ≠ the server's ${name}: ${difference}`);
  }
};

const replayed = async (world: World, updates: readonly Uint8Array[]): Promise<LedgerRows> => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const ledger = openLedger(doc);
  for (const { hash } of ledger.missingSegments()) {
    const bytes = await world.storage.blobs.segment(hash);
    if (bytes === null) world.fail(`segment ${hash} is not stored`);
    else ledger.openSegment(hash, decodeSegment(bytes));
  }
  const rows = rowsOf(ledger);
  doc.destroy();
  return rows;
};

const listedOf = (rows: LedgerRows, table: string) =>
  [...(rows.get(table) ?? [])]
    .filter(([, { isListed }]) => isListed)
    .sort(([a, one], [b, other]) =>
      one.orderKey === other.orderKey ? (a < b ? -1 : 1) : one.orderKey < other.orderKey ? -1 : 1,
    );

/** What the API answers, and what it stands on, is what is listed in the document. */
const checkProjection = async (world: World, ledger: string, live: LedgerRows): Promise<void> => {
  const server = world.server!;
  for (const table of ['customers', 'followUps']) {
    const listed = listedOf(live, table);
    const rows = await asked(world, server.projection.page(ledger, table, null, 10_000));
    const differs = rows.findIndex(({ id }, index) => id !== listed[index]?.[0]);
    if (rows.length !== listed.length || differs >= 0)
      world.fail(`projection of ${ledger}/${table}: ${rows.length} rows, not ${listed.length}`);
    for (const { id, cells } of rows) {
      const stored = withoutComputed(JSON.parse(cells) as Record<string, CellValue>);
      const there = withoutComputed(live.get(table)?.get(id)?.cells ?? {});
      if (stored !== there) world.fail(`projection of ${table}/${id}: ${stored} ≠ ${there}`);
    }
  }
  const path = `/api/ledgers/${ledger}/tables/customers/rows?limit=1000`;
  const headers = { cookie: world.people[0]!.cookie };
  const level = await world.storage.accounts.membership(ledger, 'ADA');
  if (level === null) return;
  const answer = await asked(
    world,
    server.request({ method: 'GET', path, headers, body: undefined }),
  );
  const { rows } = JSON.parse(answer.body.toString()) as {
    rows: readonly { id: string; values: { note: unknown } }[];
  };
  const told = rows.map(({ id, values: { note } }) => `${id} ${note ?? null}`).join();
  const here = listedOf(live, 'customers')
    .slice(0, 1_000)
    .map(([id, { cells }]) => `${id} ${cells.note ?? null}`)
    .join();
  if (told !== here) world.fail(`the API tells of ${ledger}: ${told} ≠ ${here}`);
};

const withoutComputed = (cells: Readonly<Record<string, CellValue>>): string =>
  JSON.stringify(
    Object.entries(cells)
      .filter(([column]) => column !== 'tier' && !column.startsWith('$'))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A tab shows all of what its person may read, and nothing else. */
const checkTab = (
  world: World,
  { number, store, view }: Tab,
  live: ReadonlyMap<string, LedgerRows>,
  records: string,
): void => {
  const open = store.snapshot().ledgers ?? [];
  const wanted = new Map<string, string>();
  for (const table of ['customers', 'followUps']) {
    const rows = store.table(table);
    let known = 0;
    for (const { id } of open)
      for (const [row, { isListed, cells }] of live.get(id)?.get(table) ?? []) {
        known++;
        const here = rows.rowOf(row);
        if (here === undefined || rows.ledgerOf(here) !== id) {
          world.fail(`tab ${number} has no ${table}/${row} of ${id}`);
          continue;
        }
        if (table === 'customers' && isListed) wanted.set(row, rows.orderKey(here));
        if (rows.isListed(here) !== isListed)
          world.fail(`tab ${number} lists ${row}: ${!isListed}`);
        for (const [column, value] of Object.entries(cells))
          if (!sameValue(rows.cell(here, column), value))
            world.fail(
              `tab ${number} ${table}/${row}/${column}: ${rows.cell(here, column)} ≠ ${value}`,
            );
        for (const column of columnsOf(live, table))
          if (!(column in cells) && rows.cell(here, column) !== null)
            world.fail(
              `tab ${number} ${table}/${row}/${column}: ${rows.cell(here, column)} ≠ null`,
            );
      }
    let shown = 0;
    for (let row = 0; row < rows.size; row++) if (rows.rowId(row) !== '') shown++;
    if (shown > known) world.fail(`tab ${number} has ${shown} rows of ${table}, not ${known}`);
  }
  const shown = Array.from(view.snapshot().rows, (row) => store.table('customers').rowId(row));
  const sorted = [...wanted.keys()].sort((a, b) => {
    const [one, other] = [wanted.get(a)!, wanted.get(b)!];
    return one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1;
  });
  if (shown.join() !== sorted.join())
    world.fail(
      `tab ${number} shows ${shown.length} customers, not ${sorted.length}, or in another order`,
    );
  const here = recordsOf(store.workspace.doc);
  if (here !== records) world.fail(`tab ${number} has another workspace: ${here} ≠ ${records}`);
};

const columnsOf = (live: ReadonlyMap<string, LedgerRows>, table: string): ReadonlySet<string> =>
  new Set(
    [...live.values()].flatMap((tables) =>
      [...(tables.get(table)?.values() ?? [])]
        .slice(0, 50)
        .flatMap(({ cells }) => Object.keys(cells)),
    ),
  );

const recordsOf = (doc: Y.Doc): string =>
  JSON.stringify(
    ['tables', 'columns', 'options', 'tags', 'people'].map((name) =>
      [...doc.getMap(name)].sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );

/** Whatever anybody did is there, or overruled as the log tells, or shown as not taken. */
const checkDeeds = async (
  world: World,
  live: ReadonlyMap<string, LedgerRows>,
  _workspace: Y.Doc,
): Promise<void> => {
  const told = toldByLog(await allEvents(world));
  const settled = new Map<string, string>();
  for (const { browser, person, store } of world.tabs) {
    const key = `${browser}/${person.id}`;
    settled.set(key, (settled.get(key) ?? '') + JSON.stringify(store.toSettle()));
  }
  for (const deed of world.witness.deeds) {
    if (deed.isSuperseded || isThere(deed, live) || isTold(deed, told)) continue;
    const shown = settled.get(`${deed.browser}/${deed.person}`) ?? '';
    if (isShown(deed, shown)) continue;
    world.fail(
      `tab ${deed.tab}${deed.isAcknowledged ? ' (saved)' : ''}: ${deed.table}/${deed.row}/${deed.column} = ` +
        `${JSON.stringify(deed.after)} (was ${JSON.stringify(deed.before)}) is lost in silence`,
    );
  }
};

const isThere = (
  { table, row, column, before, after }: Deed,
  live: ReadonlyMap<string, LedgerRows>,
): boolean =>
  [...live.values()].some((tables) => {
    const read = tables.get(table)?.get(row);
    if (read === undefined) return false;
    if (column === deletedColumn && before === 0) return true;
    const now = read.cells[column] ?? null;
    if (!isMemberSet(before) && !isMemberSet(after)) return sameValue(now, after);
    const [old, made, here] = [before, after, now].map(
      (value) => new Set(isMemberSet(value) ? value : []),
    );
    return (
      [...made!].every((member) => old!.has(member) || here!.has(member)) &&
      [...old!].every((member) => made!.has(member) || !here!.has(member))
    );
  });

interface Told {
  /** Values that a cell held, one after the other. */
  readonly stood: Map<string, CellValue[]>;
  readonly conflicts: Map<string, Conflict[]>;
  readonly members: Map<string, string>;
}

const toldByLog = (events: readonly LedgerEvent[]): Told => {
  const told: Told = { stood: new Map(), conflicts: new Map(), members: new Map() };
  for (const { changes, conflicts } of events) {
    for (const change of changes) {
      const place = placeOf(change);
      // What was written and taken back before it was sent changed nothing, and stood there.
      if ('after' in change)
        told.stood.set(place, [...(told.stood.get(place) ?? []), change.before, change.after]);
      else
        told.members.set(
          place,
          `${told.members.get(place) ?? ''}${change.added.map((id) => `+${id};`).join('')}${change.removed.map((id) => `-${id};`).join('')}`,
        );
    }
    for (const conflict of conflicts)
      told.conflicts.set(placeOf(conflict), [
        ...(told.conflicts.get(placeOf(conflict)) ?? []),
        conflict,
      ]);
  }
  return told;
};

const placeOf = ({ table, row, column }: Pick<Deed, 'table' | 'row' | 'column'>): string =>
  `${table}/${row}/${column}`;

/** The log has it: it stood for a while, or was overruled by what is recorded. */
const isTold = (deed: Deed, { stood, conflicts, members }: Told): boolean => {
  const place = placeOf(deed);
  const old = isMemberSet(deed.before) ? deed.before : [];
  const made = isMemberSet(deed.after) ? deed.after : [];
  const found = members.get(place) ?? '';
  const isSetTold =
    old.length + made.length > 0 &&
    made.every((id) => old.includes(id) || found.includes(`+${id};`)) &&
    old.every((id) => made.includes(id) || found.includes(`-${id};`));
  return (
    isSetTold ||
    (stood.get(place) ?? []).some((value) => sameValue(value, deed.after)) ||
    (conflicts.get(place) ?? []).some(
      ({ kept, overruled }) => sameValue(kept, deed.after) || sameValue(overruled, deed.after),
    )
  );
};

const isShown = ({ row, column, after, before }: Deed, shown: string): boolean => {
  if (!shown.includes(row)) return false;
  const [old, made] = [before, after].map((value) => (isMemberSet(value) ? value : []));
  if (old!.length + made!.length > 0)
    return [...old!, ...made!].every(
      (id) => (old!.includes(id) && made!.includes(id)) || shown.includes(id),
    );
  const text = JSON.stringify(after);
  return shown.includes(text) || (column.startsWith('$') && before !== after) || after === null;
};

const allEvents = async ({ storage }: World): Promise<readonly LedgerEvent[]> => {
  const events: LedgerEvent[] = [];
  for (;;) {
    const page = await storage.log.eventsAfter(events.at(-1)?.id ?? 0, 1_000);
    if (page.length === 0) return events;
    events.push(...page);
  }
};
