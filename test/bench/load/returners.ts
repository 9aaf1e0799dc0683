import type { LightClient } from './lightClient.ts';
import {
  type LightPerson,
  openLightPerson,
  type Place,
  remember,
  type StateVectors,
} from './lightPerson.ts';
import { serve } from './serve.ts';

/** People whose ledger is open, and who come back when the server was away. */
export type ReturnerJobs = typeof jobs;

const clients: LightClient[] = [];
const known: StateVectors = new Map();

const jobs = {
  /** Resolves when the process is ready to begin. */
  ready: async (): Promise<void> => {},

  /** Resolves when all are in step. */
  open: async ({ place, people }: { place: Place; people: readonly LightPerson[] }) => {
    // The first alone: what it receives is what the others say that they have.
    for (const person of people) {
      const client = openLightPerson(place, person, known, remember(known));
      clients.push(client);
      if (clients.length === 1) await client.inSync();
    }
    await Promise.all(clients.map((client) => client.inSync()));
  },

  /** From now on only another connection counts. */
  expectLoss: async (): Promise<void> => {
    for (const client of clients) client.expectLoss();
  },

  /** When each of them was in step again, ms since 1970. */
  untilBack: async (): Promise<readonly number[]> =>
    Promise.all(clients.map((client) => client.inSync())),

  close: async (): Promise<void> => {
    for (const client of clients) client.close();
  },
};

serve(jobs);
