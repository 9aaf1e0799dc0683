import { setTimeout } from 'node:timers/promises';
import type { Visitor } from './visitor.ts';

interface Event {
  readonly id: number;
}

/** What the API has shown to somebody who reads it all the time. */
export interface Readings {
  readonly rows: Set<string>;
  /** Event id → the event, as JSON. */
  readonly events: Map<number, string>;
}

const pause = 10;

/** Reads rows and events again and again. Answers how to stop. */
export const readOn = (visitor: Visitor, readings: Readings): (() => Promise<void>) => {
  let isAtWork = true;
  const reading = async (): Promise<void> => {
    for (; isAtWork; await setTimeout(pause)) {
      const after = Math.max(0, ...readings.events.keys());
      for (const event of (await readEvents(visitor, after)) ?? [])
        readings.events.set(event.id, JSON.stringify(event));
      const path = `${visitor.ledgerPath}/tables/customers/rows?limit=1000`;
      const page = await readJson<{ rows: { id: string }[] }>(visitor, path);
      for (const { id } of page?.rows ?? []) readings.rows.add(id);
    }
  };
  const work = reading();
  return () => {
    isAtWork = false;
    return work;
  };
};

/** Up to a thousand events behind `after`; null when there is no whole answer. */
const readEvents = async (visitor: Visitor, after: number): Promise<readonly Event[] | null> => {
  const path = `${visitor.ledgerPath}/events?limit=1000&after=${after}`;
  return (await readJson<{ events: Event[] }>(visitor, path))?.events ?? null;
};

/** Event id → the event, as JSON: all that the ledger has. */
export const readAllEvents = async (visitor: Visitor): Promise<ReadonlyMap<number, string>> => {
  const events = new Map<number, string>();
  for (let last = 0; ; last = Math.max(...events.keys())) {
    const page = await readEvents(visitor, last);
    if (page === null) throw new Error('events cannot be read');
    if (page.length === 0) return events;
    for (const event of page) events.set(event.id, JSON.stringify(event));
  }
};

const readJson = async <T>(visitor: Visitor, path: string): Promise<T | null> => {
  const answer = await visitor.ask('GET', path).catch(() => null);
  return answer?.ok ? ((await answer.json().catch(() => null)) as T | null) : null;
};
