import * as Y from 'yjs';
import { type DecodedUpdate, decodeUpdate, type ShapeFault } from './decodeUpdate.ts';
import { isSameId, lastEntry, lastIdOf } from './keyOrder.ts';
import { type PlacedEntry, type PlacingFault, placeEntries } from './placeEntries.ts';
import {
  type Place,
  type StoredEntries,
  type StoredEntry,
  storedEntries,
} from './storedEntries.ts';

/** Who sends an update. */
export interface Sender {
  /** Whose a client id is: ids are bound to the user who first brought them. */
  ownerOf(client: number): 'sender' | 'nobody' | 'other';
  /** Client ids that one update may introduce: each stays in the document for ever. */
  readonly maxClients: number;
}

/** What the sender of an update may do. */
export interface UpdatePolicy extends Sender {
  /** Root maps of this kind of document. */
  isKnownMap(map: string): boolean;
  /** False for what only the server writes. */
  mayWrite(map: string, key: string): boolean;
  readonly maxBytes: number;
  readonly maxStructs: number;
  /** Root maps that the document may have. */
  readonly maxMaps: number;
}

/** An update that may be applied, to whatever kind of document. */
export interface Inspected {
  readonly ok: true;
  /** What of it the document does not have yet. */
  readonly brings: 'content' | 'deletes' | 'nothing';
  /** All client ids in the update, what the document has already included. */
  readonly clients: readonly number[];
  /** Client ids that belong to nobody yet and that bring something. */
  readonly clientsIntroduced: readonly number[];
  readonly overwrites: readonly UnseenOverwrite[];
}

export type Inspection =
  | (Inspected & {
      /** What the document does not have yet, each after what it depends on. */
      readonly writes: readonly Write[];
    })
  | { readonly ok: false; readonly reason: UpdateFault };

/** `length` clocks of a client, from `clock` on, that go to one key. */
export interface Write extends Place {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** What it sets, or set before it was overruled; null when it is sent without. */
  readonly value: unknown;
}

/** A key that was overwritten by somebody who had not seen what stands there. */
export interface UnseenOverwrite extends Place {
  /** What stands there before the update is applied. */
  readonly standing: unknown;
  /** The last value that the update brings for it. */
  readonly written: unknown;
}

export type UpdateFault =
  | ShapeFault
  | PlacingFault
  | 'tooLarge'
  | 'unknownMap'
  | 'serverOnly'
  | 'foreignClient'
  | 'unknownDelete'
  | 'delete'
  | 'unseenOwn'
  | 'tooTangled'
  | 'tooManyClients'
  | 'tooManyMaps';

/**
 * Checks an update (Yjs format 1) before it is applied to `doc`: it may only set entries of known
 * root maps, under the sender's own client ids, and delete only what it overwrites. An update that
 * passes leaves nothing pending and every key that it touches with a value. What the document has
 * already may be sent again, wholly or in part. Changes nothing and never throws.
 */
export const inspectUpdate = (doc: Y.Doc, update: Uint8Array, policy: UpdatePolicy): Inspection => {
  if (update.byteLength > policy.maxBytes) return refuse('tooLarge');
  const decoded = decodeUpdate(update, policy.maxStructs);
  if (typeof decoded === 'string') return refuse(decoded);
  for (const entries of decoded.clients.values())
    for (const { place } of entries)
      if (place !== null && !policy.isKnownMap(place.map)) return refuse('unknownMap');

  if (countNew(doc, decoded.clients.keys()) > policy.maxClients) return refuse('tooManyClients');
  const stored = storedEntries(doc);
  const placed = placeEntries(decoded.clients, stored);
  if (typeof placed === 'string') return refuse(placed);
  const introduced = new Set<number>();
  const mapsIntroduced = new Set<string>();
  for (const { client, place } of placed) {
    const owner = policy.ownerOf(client);
    if (owner === 'other') return refuse('foreignClient');
    if (owner === 'nobody') introduced.add(client);
    if (!policy.isKnownMap(place.map)) return refuse('unknownMap');
    if (!policy.mayWrite(place.map, place.key)) return refuse('serverOnly');
    if (!doc.share.has(place.map)) mapsIntroduced.add(place.map);
  }
  if (mapsIntroduced.size > 0 && doc.share.size + mapsIntroduced.size > policy.maxMaps)
    return refuse('tooManyMaps');

  const keys = keysOf(placed);
  const fault = checkBranches(keys.values(), stored) ?? checkDeletes(decoded, keys, stored);
  if (fault !== null) return refuse(fault);
  return {
    ok: true,
    brings: placed.length > 0 ? 'content' : 'nothing',
    writes: placed.map(({ client, clock, length, place, content, overruled }) => ({
      client,
      clock,
      length,
      ...place,
      value: (content ?? overruled)?.value ?? null,
    })),
    clients: [...decoded.clients.keys()],
    clientsIntroduced: [...introduced],
    overwrites: [...keys.values()].flatMap((key) => unseenOverwrite(key, decoded, stored) ?? []),
  };
};

const refuse = (reason: UpdateFault): Inspection => ({ ok: false, reason });

/**
 * Clients of which the document has nothing. To be known before anything is placed: clients that
 * wait for each other take as many looks as there are of them, squared.
 */
export const countNew = (doc: Y.Doc, clients: Iterable<number>): number => {
  let count = 0;
  for (const client of clients) if (Y.getState(doc.store, client) === 0) count++;
  return count;
};

/** One key that an update touches, and what is new there. */
interface TouchedKey {
  readonly place: Place;
  readonly fresh: PlacedEntry[];
}

const touched = (keys: Map<string, TouchedKey>, place: Place): TouchedKey => {
  const name = `${place.map}\u0000${place.key}`;
  let key = keys.get(name);
  if (key === undefined) {
    key = { place, fresh: [] };
    keys.set(name, key);
  }
  return key;
};

const keysOf = (placed: readonly PlacedEntry[]): Map<string, TouchedKey> => {
  const keys = new Map<string, TouchedKey>();
  for (const entry of placed) touched(keys, entry.place).fresh.push(entry);
  return keys;
};

/**
 * To place a write that does not follow on the last one, Yjs goes through all that came after the
 * one that its author saw. One client always sees its own writes, so two of them never follow on the
 * same one; what several clients may do is bounded by what Yjs would have to look at.
 */
const checkBranches = (
  keys: Iterable<TouchedKey>,
  stored: StoredEntries,
): 'unseenOwn' | 'tooTangled' | null => {
  let steps = 0;
  for (const { place, fresh } of keys) {
    if (followsOn(stored.standing(place), fresh)) continue;
    const seen = new Set<string>();
    for (const { client, origin } of fresh)
      seen.add(`${client}<${origin === null ? '' : `${origin.client}/${origin.clock}`}`);
    if (seen.size < fresh.length) return 'unseenOwn';
    const branches = fresh.filter(
      ({ origin }, index) => index === 0 || !isSameId(origin, lastIdOf(fresh[index - 1]!)),
    );
    if (branches.length > 1 || fresh.length > 1)
      steps += branches.length * (fresh.length + stored.all(place).length);
    if (steps > mostSteps) return 'tooTangled';
  }
  return null;
};

/** Some ten milliseconds; a person's offline edits take a few steps for each cell. */
const mostSteps = 1_000_000;

/** Yjs deletes what is overwritten. An update that deletes more than that is a fault. */
const checkDeletes = (
  decoded: DecodedUpdate,
  keys: Map<string, TouchedKey>,
  stored: StoredEntries,
): UpdateFault | null => {
  const suspects = new Set<TouchedKey>();
  for (const [client, ranges] of decoded.deletes.clients) {
    const last = decoded.clients.get(client)?.at(-1);
    const end = Math.max(stored.state(client), last === undefined ? 0 : last.clock + last.length);
    for (const { clock, len } of ranges) {
      if (clock + len > end) return 'unknownDelete';
      stored.eachLive(client, clock, clock + len, (id) => {
        const place = stored.placeOf(id);
        if (place !== null) suspects.add(touched(keys, place));
      });
    }
  }
  for (const key of keys.values())
    if (key.fresh.some((entry) => !isLive(entry, decoded))) suspects.add(key);
  for (const key of suspects) if (!keepsAValue(key, decoded, stored)) return 'delete';
  return null;
};

const keepsAValue = (key: TouchedKey, decoded: DecodedUpdate, stored: StoredEntries): boolean => {
  const newest = key.fresh.at(-1);
  const last =
    newest !== undefined && followsOn(stored.standing(key.place), key.fresh)
      ? newest
      : lastEntry<PlacedEntry | StoredEntry>([...stored.all(key.place), ...key.fresh]);
  return last !== undefined && isLive(last, decoded);
};

/** The common case, in which nobody else wrote meanwhile: no need to go through the key's past. */
const followsOn = (standing: StoredEntry | undefined, fresh: readonly PlacedEntry[]): boolean =>
  fresh.every((entry, index) => {
    const previous = index === 0 ? standing : fresh[index - 1];
    return isSameId(entry.origin, previous === undefined ? null : lastIdOf(previous));
  });

const isLive = (entry: PlacedEntry | StoredEntry, { deletes }: DecodedUpdate): boolean =>
  ('content' in entry ? entry.content !== null : !entry.deleted) &&
  !Y.isDeleted(deletes, Y.createID(entry.client, entry.clock));

/**
 * Only the first write of a chain says what its author saw; the later ones saw their own. Whoever
 * learned that his write is overruled before he could send it sends it as deleted.
 */
const unseenOverwrite = (
  { place, fresh }: TouchedKey,
  decoded: DecodedUpdate,
  stored: StoredEntries,
): UnseenOverwrite | null => {
  const standing = stored.standing(place);
  const written =
    fresh.findLast((entry) => isLive(entry, decoded))?.content ??
    fresh.findLast(({ overruled }) => overruled !== null)?.overruled;
  if (standing === undefined || written === undefined || written === null) return null;
  const seen = lastIdOf(standing);
  const isUnseen = fresh.some(
    ({ origin }) =>
      !isSameId(origin, seen) && (origin === null || origin.clock < stored.state(origin.client)),
  );
  return isUnseen ? { ...place, standing: standing.value, written: written.value } : null;
};
