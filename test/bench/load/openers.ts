import * as Y from 'yjs';
import { openLedger } from '../../../shared/documents/index.ts';
import type { LightClient } from './lightClient.ts';
import { type LightPerson, openLightPerson, type Place } from './lightPerson.ts';
import { createSegmentReader, type SegmentReader } from './segmentReader.ts';
import { serve } from './serve.ts';

/** Opens a ledger as many people at once. */
export type OpenerJobs = typeof jobs;

export interface Opened {
  /** Of each person: when all that makes up the ledger had arrived, ms since 1970. */
  readonly arrivedAt: readonly number[];
  /** Bytes of the ledger that one person received, as they travel. */
  readonly bytes: number;
}

/** What the first person received: the others' bytes are compared with it and let go. */
let firstState: Uint8Array | null = null;
let reader: SegmentReader | null = null;
const clients: LightClient[] = [];

const openOne = async (place: Place, person: LightPerson): Promise<number> => {
  const { contender, document, url } = place;
  let segments: readonly string[] = [];
  const client = openLightPerson(place, person, new Map(), (name, update) => {
    if (name !== document) return;
    if (contender === 'ours') segments = segmentsIn(update);
    firstState ??= update.slice();
    if (update.length !== firstState.length) throw new Error('not everybody got the same');
  });
  clients.push(client);
  await client.inSync();
  reader ??= createSegmentReader(url);
  await reader.fetchAll(person.cookie, document.slice('ledger/'.length), segments);
  return Date.now();
};

/** Hashes that a ledger names. */
const segmentsIn = (update: Uint8Array): readonly string[] => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const hashes = openLedger(doc)
    .missingSegments()
    .map(({ hash }) => hash);
  doc.destroy();
  return hashes;
};

const jobs = {
  /** Resolves when the process is ready to begin. */
  ready: async (): Promise<void> => {},

  open: async ({ place, people }: { place: Place; people: readonly LightPerson[] }) => {
    const arrivedAt = await Promise.all(people.map((person) => openOne(place, person)));
    const bytes = (firstState?.length ?? 0) + (reader?.bytes ?? 0);
    return { arrivedAt, bytes } satisfies Opened;
  },

  /** Does once what each person's machine does with what arrived, and answers how long it took, ms. */
  take: async ({ contender }: Pick<Place, 'contender'>): Promise<number> => {
    if (firstState === null) throw new Error('nothing has arrived');
    const beginning = performance.now();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, firstState);
    const applied = performance.now() - beginning;
    return contender === 'ours' ? applied + (await reader!.unpack()) : applied;
  },

  close: async (): Promise<void> => {
    for (const client of clients) client.close();
    reader?.close();
  },
};

serve(jobs);
