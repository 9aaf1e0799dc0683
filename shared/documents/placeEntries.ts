import type { UpdateEntry } from './decodeUpdate.ts';
import { type Id, isSameId } from './keyOrder.ts';
import type { Place, StoredEntries } from './storedEntries.ts';

/** A new entry of an update, cut to what the document does not have yet, and where it goes. */
export interface PlacedEntry extends UpdateEntry {
  readonly place: Place;
}

export type PlacingFault = 'gap' | 'unknownOrigin' | 'wrongPlace' | 'contradiction';

/**
 * Finds the key of every new entry: from the name that it carries, or through the entry that its
 * author saw, in the document or in the same update. Entries come out in an order in which each
 * follows what it depends on. What Yjs would keep waiting, what would stand under two keys at once,
 * and what says something else than the document has under the same clocks, is a fault.
 */
export const placeEntries = (
  clients: ReadonlyMap<number, readonly UpdateEntry[]>,
  stored: StoredEntries,
): readonly PlacedEntry[] | PlacingFault => {
  const queues = new Map<number, Queue>();
  for (const [client, entries] of clients) {
    const fresh = freshEntries(entries, stored);
    if (typeof fresh === 'string') return fresh;
    if (fresh.length > 0) queues.set(client, { entries: fresh, placed: [] });
  }

  const placed: PlacedEntry[] = [];
  /** Client → those whose next entry waits until more of that client is placed. */
  const waiting = new Map<number, number[]>();
  const ready = [...queues.keys()];
  for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
    const queue = queues.get(client)!;
    const before = queue.placed.length;
    while (queue.placed.length < queue.entries.length) {
      const entry = queue.entries[queue.placed.length]!;
      const { origin } = entry;
      if (origin !== null && !isHere(stored, origin) && find(queues, origin) === undefined) {
        const others = waiting.get(origin.client);
        if (others === undefined) waiting.set(origin.client, [client]);
        else others.push(client);
        break;
      }
      const place = entry.place ?? (origin === null ? null : placeOf(stored, queues, origin));
      if (place === null) return 'wrongPlace';
      const done = { ...entry, place };
      queue.placed.push(done);
      placed.push(done);
    }
    if (queue.placed.length === before) continue;
    for (const other of waiting.get(client) ?? []) ready.push(other);
    waiting.delete(client);
  }
  const isWhole = [...queues.values()].every(
    (queue) => queue.placed.length === queue.entries.length,
  );
  return isWhole ? placed : 'unknownOrigin';
};

interface Queue {
  readonly entries: readonly UpdateEntry[];
  readonly placed: PlacedEntry[];
}

/** What of one client's entries the document does not have. */
const freshEntries = (
  entries: readonly UpdateEntry[],
  stored: StoredEntries,
): UpdateEntry[] | PlacingFault => {
  const { client, clock } = entries[0]!;
  const state = stored.state(client);
  if (clock > state) return 'gap';
  const fresh: UpdateEntry[] = [];
  for (const entry of entries) {
    if (entry.clock >= state) {
      fresh.push(entry);
      continue;
    }
    // Yjs looks for the origin of what it has already, too, and waits for one that is missing.
    if (entry.origin !== null && !isHere(stored, entry.origin)) return 'unknownOrigin';
    if (contradicts(entry, stored)) return 'contradiction';
    const end = entry.clock + entry.length;
    if (end <= state) continue;
    const previous = { client, clock: state - 1 };
    const place = entry.place ?? (entry.origin === null ? null : stored.placeOf(entry.origin));
    if (!isSamePlace(place, stored.placeOf(previous))) return 'wrongPlace';
    fresh.push({ ...entry, clock: state, length: end - state, origin: previous, place });
  }
  return fresh;
};

/** Yjs would take the entry for the one that it has, and drop it without a word. */
const contradicts = (entry: UpdateEntry, stored: StoredEntries): boolean => {
  const written = stored.written(entry);
  if (written === null || !isSameId(written.origin, entry.origin)) return true;
  if (entry.place !== null && !isSamePlace(entry.place, written.place)) return true;
  const [there, here] = [written.content, entry.content];
  return (
    there !== null && here !== null && JSON.stringify(there.value) !== JSON.stringify(here.value)
  );
};

const isHere = (stored: StoredEntries, id: Id): boolean => id.clock < stored.state(id.client);

const placeOf = (
  stored: StoredEntries,
  queues: ReadonlyMap<number, Queue>,
  id: Id,
): Place | null => (isHere(stored, id) ? stored.placeOf(id) : (find(queues, id)?.place ?? null));

/** Binary search: one client's entries follow each other. */
const find = (
  queues: ReadonlyMap<number, Queue>,
  { client, clock }: Id,
): PlacedEntry | undefined => {
  const placed = queues.get(client)?.placed ?? [];
  let low = 0;
  let high = placed.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = placed[middle]!;
    if (clock < entry.clock) high = middle - 1;
    else if (clock >= entry.clock + entry.length) low = middle + 1;
    else return entry;
  }
  return undefined;
};

const isSamePlace = (a: Place | null, b: Place | null): boolean =>
  a !== null && b !== null && a.map === b.map && a.key === b.key;
