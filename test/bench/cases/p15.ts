import type { BenchCase, Figures, Run } from '../harness/benchCase.ts';
import type { Place } from '../load/lightPerson.ts';
import type { OpenerJobs } from '../load/openers.ts';
import { type LoadProcess, startLoad } from '../support/loadProcess.ts';
import { forgetPeak } from '../support/memory.ts';
import { fillLedgers, type OpenedLedgers } from '../support/openedLedger.ts';
import { untilIdle } from '../support/untilIdle.ts';

const people = 100;
const processes = 2;
const patience = 200_000;

/** Of the size that was prepared last. */
let ledgers: OpenedLedgers | null = null;

/**
 * The people beyond the first are light clients: what arrives is compared with what the first of
 * them got and let go, since a hundred browsers are a hundred machines. What each would do with it
 * is done once, alone, and its time added to each.
 */
const run = async ({ folder, ...run }: Run): Promise<Figures> => {
  const contender = run.contender as Place['contender'];
  const ledger = ledgers![contender];
  const server = await ledger.start(folder);
  const loads: LoadProcess<OpenerJobs>[] = [];
  const startOpeners = async (): Promise<LoadProcess<OpenerJobs>> => {
    const load = startLoad<OpenerJobs>('openers');
    loads.push(load);
    await load.ask('ready', undefined);
    return load;
  };
  try {
    const place: Place = { contender, url: server.url, document: ledger.document };
    const first = await startOpeners();
    const { bytes } = await first.ask('open', { place, people: [ledger.people[0]!] }, patience);
    const own = await first.ask('take', place, patience);
    const openers = await Promise.all(Array.from({ length: processes }, startOpeners));
    await untilIdle(server);

    forgetPeak(server.pid);
    const { rss } = server.memory();
    await server.stall();
    const beginning = Date.now();
    const opened = await Promise.all(
      openers.map((load, index) => {
        const theirs = ledger.people.slice(1).filter((_, place) => place % processes === index);
        return load.ask('open', { place, people: theirs }, patience);
      }),
    );
    const arrived = opened.flatMap(({ arrivedAt }) => arrivedAt).sort((a, b) => a - b);
    return {
      ready: (arrived.at(-1)! - beginning + own) / 1_000,
      median: (arrived[arrived.length >> 1]! - beginning + own) / 1_000,
      own,
      memory: (server.memory().peak - rss) / 1e6,
      stall: await server.stall(),
      bytes,
    };
  } finally {
    for (const load of loads) await load.end();
    await server.kill9();
  }
};

export const p15: BenchCase = {
  id: 'P15',
  title: '100 people open a ledger of 100,000 × 20 at once',
  work:
    'One person has the ledger open when 100 others open it in the same moment: until each has signed in to its documents, is in step, and has every byte of the rows, and has unpacked and opened them. ' +
    'The last is done once, alone, and added, because in life it happens on 100 machines. Memory and stall are the server’s.',
  figures: [
    {
      id: 'ready',
      label: 'all ready',
      unit: 's',
      targets: [{ type: 'atMost', value: 2.5 }],
    },
    { id: 'median', label: 'half of them ready', unit: 's', targets: [] },
    {
      id: 'memory',
      label: 'memory of the server: its most, less what it had before',
      unit: 'MB',
      targets: [{ type: 'atMost', value: 150 }],
    },
    {
      id: 'stall',
      label: 'longest stall of the server’s event loop',
      unit: 'ms',
      targets: [{ type: 'atMost', value: 50 }],
    },
    { id: 'own', label: 'of it each person’s own unpacking and opening', unit: 'ms', targets: [] },
    { id: 'bytes', label: 'received by each person', unit: 'bytes', targets: [] },
  ],
  contenders: ['ours', 'A'],
  sizeLabel: 'rows',
  size: 100_000,
  sizes: [1_000, 10_000, 100_000],
  quickSize: 1_000,
  runTimeout: 600,
  prepare: async (size, folder) => {
    ledgers = await fillLedgers(folder, size, people + 1);
  },
  run,
};
