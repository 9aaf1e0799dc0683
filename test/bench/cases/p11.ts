import type { BenchCase, Figures, Run } from '../harness/benchCase.ts';
import type { Place } from '../load/lightPerson.ts';
import type { ReturnerJobs } from '../load/returners.ts';
import { type LoadProcess, startLoad } from '../support/loadProcess.ts';
import { fillLedgers, type OpenedLedgers } from '../support/openedLedger.ts';
import { untilIdle } from '../support/untilIdle.ts';

const rows = 10_000;
const mostClients = 200;
const processes = 2;
const patience = 60_000;

let ledgers: OpenedLedgers | null = null;

const run = async ({ folder, size, ...run }: Run): Promise<Figures> => {
  const contender = run.contender as Place['contender'];
  const ledger = ledgers![contender];
  const loads = Array.from({ length: processes }, () => startLoad<ReturnerJobs>('returners'));
  const inAll = <Result>(
    ask: (load: LoadProcess<ReturnerJobs>, index: number) => Promise<Result>,
  ): Promise<Result[]> => Promise.all(loads.map(ask));
  let server = await ledger.start(folder);
  try {
    const place: Place = { contender, url: server.url, document: ledger.document };
    await inAll((load, index) => {
      const people = ledger.people.slice(0, size).filter((_, at) => at % processes === index);
      return load.ask('open', { place, people }, patience);
    });
    await untilIdle(server);
    await inAll((load) => load.ask('expectLoss', undefined));

    const back = inAll((load) => load.ask('untilBack', undefined, patience));
    const killedAt = Date.now();
    await server.kill9();
    server = await ledger.startAgain(folder, { port: Number(new URL(place.url).port) });
    const answeredAt = Date.now();
    const times = (await back).flat().sort((a, b) => a - b);
    return {
      inSync: times.at(-1)! - answeredAt,
      median: times[times.length >> 1]! - answeredAt,
      start: answeredAt - killedAt,
      fromKill: times.at(-1)! - killedAt,
    };
  } finally {
    for (const load of loads) await load.end();
    await server.kill9();
  }
};

export const p11: BenchCase = {
  id: 'P11',
  title: '200 clients reconnect after a restart',
  work:
    `The server is killed (kill -9) while clients have a ledger of ${rows.toLocaleString('en')} × 20 open, and started again on the same folder: from the moment that it answers until all are in step with every document that they had open. ` +
    'The clients go through the provider’s whole handshake on its own socket, but hold state vectors instead of documents. Ours has three documents each and asks for its ledgers; A has one. Both wait between attempts as our client does.',
  figures: [
    {
      id: 'inSync',
      label: 'all in sync, from when the server answers',
      unit: 'ms',
      targets: [{ type: 'atMost', value: 2_000 }],
    },
    { id: 'median', label: 'half of them in sync', unit: 'ms', targets: [] },
    { id: 'start', label: 'from the kill until the server answers', unit: 'ms', targets: [] },
    { id: 'fromKill', label: 'all in sync, from the kill', unit: 'ms', targets: [] },
  ],
  contenders: ['ours', 'A'],
  sizeLabel: 'clients',
  size: mostClients,
  sizes: [20, 100, mostClients],
  quickSize: 20,
  prepare: async (_, folder) => {
    ledgers ??= await fillLedgers(folder, rows, mostClients);
  },
  run,
};
