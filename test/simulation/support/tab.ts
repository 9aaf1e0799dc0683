import { monotonicFactory } from 'ulid';
import { openStore } from '../../../client/store/openStore.ts';
import type { Store, View } from '../../../client/store/store.ts';
import { encodeSegments } from '../../../shared/documents/encodeSegment.ts';
import type { Role } from '../../../shared/model/index.ts';
import type { Chance } from './chance.ts';
import { computer } from './computer.ts';
import type { Network } from './network.ts';
import type { RunningServer } from './server.ts';
import type { Program, VirtualTime } from './virtualTime.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly cookie: string;
}

/** A tab of a browser with the real store in it. */
export interface Tab {
  readonly number: number;
  readonly program: Program;
  readonly person: Person;
  readonly browser: number;
  readonly store: Store;
  readonly view: View;
}

export interface Surroundings {
  readonly time: VirtualTime;
  readonly network: Network;
  readonly chance: Chance;
  /** The server that answers now; null while it is down. */
  server(): RunningServer | null;
  /** Journals of different simulations must not meet. */
  readonly world: string;
}

/** Tables of which every tab listens to changes. */
export const watchedTables = ['customers', 'followUps'] as const;

/** To be called in a turn of `program`. */
export const openTab = (
  number: number,
  program: Program,
  person: Person,
  browser: number,
  { time, network, chance: worldChance, server, world }: Surroundings,
): Tab => {
  const chance = worldChance.fork(`tab ${number}`);
  const store = openStore({
    user: person.id,
    role: person.role,
    url: 'ws://simulated/sync',
    fetch: fetchOf(program, person, { time, network, server }, chance.fork('http')),
    encode: async (rows) => encodeSegments(rows),
    computer,
    newId: monotonicFactory(chance.fork('ids').random),
    now: () => time.now,
    clock: () => time.now,
    random: chance.fork('keys').random,
    language: () => 'en',
    today: () => '2026-05-06',
    isDayFirst: false,
    journalName: `${world}/browser ${browser}/${person.id}`,
    WebSocketPolyfill: network.socketsOf(program, person.cookie),
    onSignedOut: () => {},
  });
  return {
    number,
    program,
    person,
    browser,
    store,
    view: store.openView({ table: 'customers', filter: null, sort: null }),
  };
};

/** Requests that wait, get lost on either way, or are not answered because the server died. */
const fetchOf =
  (
    tab: Program,
    person: Person,
    { time, network, server }: Pick<Surroundings, 'time' | 'network' | 'server'>,
    chance: Chance,
  ): typeof fetch =>
  (path, init) => {
    let abort = (): void => {};
    return new Promise<Response>((resolve, reject) => {
      const wait = (): number => {
        const { least, most } = network.weather;
        return least + chance.random() * (most - least);
      };
      const isLost = chance.happens(network.weather.lostRequests);
      const isAnswerLost = chance.happens(network.weather.lostRequests);
      const fail = (): void => time.after(wait(), tab, () => reject(new TypeError('fetch failed')));
      const { signal } = init ?? {};
      abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      if (isLost || !tab.isOnline) return fail();
      time.after(wait(), null, () => {
        const asked = server();
        if (asked === null) return fail();
        const headers = {
          ...(init?.headers as Record<string, string>),
          cookie: person.cookie,
          origin: 'http://localhost:80',
          host: 'localhost:80',
        };
        const body = init?.body;
        const payload =
          body instanceof Uint8Array ? Buffer.from(body) : (body as string | undefined);
        // A server that dies answers nobody; the system tells after a while.
        const watch = (): void =>
          time.after(1_000, tab, () => {
            if (isDone) return;
            if (asked.program.isDead) reject(new TypeError('connection reset'));
            else watch();
          });
        let isDone = false;
        watch();
        asked
          .request({ method: init?.method ?? 'GET', path: String(path), headers, body: payload })
          .then(
            (answer) => {
              isDone = true;
              if (isAnswerLost || !tab.isOnline) return fail();
              time.after(wait(), tab, () =>
                resolve(
                  new Response(answer.status === 204 ? null : new Uint8Array(answer.body), answer),
                ),
              );
            },
            () => {
              isDone = true;
              fail();
            },
          );
      });
    }).finally(() => init?.signal?.removeEventListener('abort', abort));
  };
