import 'fake-indexeddb/auto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planMove } from '../../client/board/moves.ts';
import type { Board } from '../../client/store/store.ts';
import type { Lane } from '../../shared/query/index.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { openPage, type Page } from '../clientSync/support/page.ts';
import { openNetwork, type TestNetwork } from '../e2e/support/network.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import { until } from '../sync/support/until.ts';
import { type Dragger, signUp } from './support/draggers.ts';

/** `BOARD_SECONDS=30` for the whole storm. */
const seconds = Number(process.env.BOARD_SECONDS ?? 8);
const seed = Number(process.env.BOARD_SEED ?? Date.now() % 1_000_000);
const people = 5;

let server: TestServer;
let network: TestNetwork;
let draggers: readonly Dragger[];

beforeAll(async () => {
  server = await startServer();
  network = await openNetwork(server);
  draggers = await signUp(server.url, people);
});
afterAll(async () => {
  await network.close();
  await server.remove();
});

interface Player {
  readonly page: Page;
  readonly board: Board;
  readonly random: () => number;
  moves: number;
}

const openPlayer = async (origin: string, dragger: Dragger, seed: number): Promise<Player> => {
  const page = await openPage({ origin }, dragger);
  const query = { table: 'deals', column: 'stage', filter: null, sum: 'amount' };
  return { page, board: page.store.openBoard(query), random: seededRandom(seed), moves: 0 };
};

const lanesOf = ({ page, board }: Player): Readonly<Record<string, readonly string[]>> => {
  const table = page.store.table('deals');
  const ids = ({ rows }: Lane): string[] => Array.from(rows, (row) => table.rowId(row));
  return Object.fromEntries([...board.snapshot().lanes].map(([id, lane]) => [id, ids(lane)]));
};

const pick = <Item>(random: () => number, list: readonly Item[]): Item | undefined =>
  list[Math.floor(random() * list.length)];

/** Takes cards wherever they are and drops them wherever, one after another. */
const drag = async (player: Player, end: number): Promise<void> => {
  const { page, board, random } = player;
  while (Date.now() < end) {
    const lanes = lanesOf(player);
    const rows = [pick(random, Object.values(lanes).flat())!];
    if (random() < 0.1) rows.push(pick(random, Object.values(lanes).flat())!);
    const to = pick(random, Object.keys(lanes))!;
    const before = pick(random, [...lanes[to]!, null]) ?? null;
    const step = planMove(page.store, board, { rows, to, before }, random);
    page.store.dispatch(step);
    if (random() < 0.05) page.store.undo();
    player.moves++;
    await setTimeout(random() * 40);
  }
};

/** Twice one of them is in a tunnel, and goes on dragging there. */
const tunnels = async (end: number): Promise<void> => {
  const length = end - Date.now();
  for (const _ of [1, 2]) {
    await setTimeout(length / 5);
    network.cut();
    await setTimeout(length / 6);
    network.restore();
  }
};

test(
  `BOARD-27: five people who drag cards for ${seconds} s see one board at the end, and so does the API`,
  async () => {
    process.stdout.write(`board storm: BOARD_SEED=${seed}\n`);
    const players = await Promise.all(
      draggers.map((dragger, index) =>
        openPlayer(index < 2 ? network.url : server.url, dragger, seed + index),
      ),
    );
    await until(() => players.every(({ board }) => board.snapshot().ready));
    const all = Object.values(lanesOf(players[0]!)).flat().sort();
    expect(all).toHaveLength(120);

    const end = Date.now() + seconds * 1_000;
    await Promise.all([tunnels(end), ...players.map((player) => drag(player, end))]);
    for (const { page } of players) page.store.reconnect();
    await until(() => players.every(({ page }) => page.store.snapshot().saved.kind === 'saved'));
    // What was saved last is still on its way to the others.
    const shown = (): string[] => players.map((player) => JSON.stringify(lanesOf(player)));
    await until(() => new Set(shown()).size === 1);
    const moves = players.map((player) => player.moves);
    process.stdout.write(`board storm: ${moves.join(' + ')} moves\n`);

    const lanes = lanesOf(players[0]!);
    expect(Object.values(lanes).flat().sort()).toEqual(all);
    for (const player of players) {
      const { board, page } = player;
      const anew = page.store.openBoard(board.query);
      await until(() => !anew.snapshot().busy);
      expect(lanesOf({ ...player, board: anew })).toEqual(lanes);
      for (const [id, { sum }] of board.snapshot().lanes)
        expect(anew.snapshot().lanes.get(id)?.sum).toBe(sum);
    }
    const inLanes = Object.entries(lanes).flatMap(([lane, ids]) => ids.map((id) => [id, lane]));
    expect(await stagesInApi(draggers[0]!)).toEqual(Object.fromEntries(inLanes));
    for (const { page } of players) page.close();

    // And who comes later sees it too, from the server's disk.
    await server.kill9();
    await server.start();
    const late = await openPlayer(server.url, draggers[0]!, seed);
    await until(() => late.board.snapshot().ready);
    expect(lanesOf(late)).toEqual(lanes);
    late.page.close();
  },
  seconds * 1_000 + 120_000,
);

const stagesInApi = async ({ cookie, ledger }: Dragger): Promise<Record<string, string>> => {
  const path = `/api/ledgers/${ledger}/tables/deals/rows?limit=1000`;
  const answer = await fetch(server.url + path, { headers: { cookie } });
  const { rows } = (await answer.json()) as {
    rows: { id: string; values: { stage: string | null } }[];
  };
  return Object.fromEntries(rows.map(({ id, values }) => [id, values.stage ?? '']));
};
