import type { LedgerEvent } from '../../../shared/model/index.ts';
import type { BindingRow, UpdateRow } from '../assemble.ts';
import { assemble } from '../assemble.ts';
import { bindingPlace, checksum, headPlace, snapshotPlace, updatePlace } from '../checksum.ts';
import type { Place } from '../errors.ts';
import { OutOfStep, StorageError } from '../errors.ts';
import { countWithin } from '../pageBytes.ts';
import { begins, follows, isStored } from '../place.ts';
import type { AppendEntry, LogStore } from '../port.ts';

interface MemoryDocument {
  head: Place;
  updates: UpdateRow[];
  snapshots: UpdateRow[];
  readonly bindings: Map<number, BindingRow>;
  readonly closed: Map<number, Uint8Array>;
  readonly commands: Set<string>;
}

/** Nothing in memory was ever restored. */
const firstGeneration = 1;

/** The log in memory, for tests of what stands on it. */
export const memoryLogStore = (): LogStore => {
  const documents = new Map<string, MemoryDocument>();
  const events: LedgerEvent[] = [];

  const storeUpdate = (name: string, stored: MemoryDocument, place: Place, bytes: Uint8Array) => {
    const { generation, seq } = place;
    stored.updates.push({
      seq,
      bytes: bytes.slice(),
      checksum: checksum(updatePlace(name, generation, seq), bytes),
    });
    stored.head = { generation, seq };
  };

  const append = (entry: AppendEntry): { eventId: number | null } => {
    const { document, generation, event } = entry;
    const known = documents.get(document);
    if (!follows(known?.head ?? null, entry, firstGeneration))
      throw new OutOfStep(document, entry, known?.head ?? null);
    const stored = known ?? emptyDocument();
    documents.set(document, stored);
    storeUpdate(document, stored, entry, entry.update);
    for (const { client, user } of entry.clients)
      if (!stored.bindings.has(client))
        stored.bindings.set(client, {
          client,
          user,
          checksum: checksum(bindingPlace(document, generation, client, user)),
        });
    for (const id of entry.commandIds ?? []) stored.commands.add(id);
    if (event === null) return { eventId: null };
    const { changes, conflicts, layer } = structuredClone(event);
    const id = events.length + 1;
    events.push({ id, document, at: entry.at, by: entry.by, changes, conflicts, layer });
    return { eventId: id };
  };

  return {
    append: async (entry) => append(entry),

    load: async (document) => {
      const stored = documents.get(document);
      if (stored === undefined) return null;
      const { head, updates, snapshots, bindings, closed } = stored;
      return assemble({
        document,
        head: { ...head, checksum: checksum(headPlace(document, head.generation, head.seq)) },
        updates,
        snapshots: snapshots.toReversed(),
        bindings: [...bindings.values()],
        closed: [...closed.values()],
      });
    },

    snapshot: async (document, generation, seq, state) => {
      const stored = documents.get(document);
      if (stored === undefined || !isStored(stored.head, { generation, seq }))
        throw new OutOfStep(document, { generation, seq }, stored?.head ?? null);
      const row = {
        seq,
        bytes: state.slice(),
        checksum: checksum(snapshotPlace(document, generation, seq), state),
      };
      stored.snapshots = [...stored.snapshots.filter((other) => other.seq !== seq), row]
        .sort((a, b) => a.seq - b.seq)
        .slice(-2);
      if (stored.snapshots.length < 2) return;
      const older = stored.snapshots[0]!.seq;
      stored.updates = stored.updates.filter((update) => update.seq > older);
    },

    startGeneration: async (document, { generation, finalStateVector, state, isLeap = false }) => {
      const known = documents.get(document);
      if (!begins(known?.head ?? null, generation, firstGeneration, isLeap))
        throw new OutOfStep(document, { generation, seq: 1 }, known?.head ?? null);
      if (known !== undefined && finalStateVector === null)
        throw new StorageError(`${document}: a closed generation needs its state vector`);
      const next = { ...emptyDocument(), closed: known?.closed ?? new Map() };
      if (finalStateVector !== null && known !== undefined)
        next.closed.set(known.head.generation, finalStateVector);
      for (const id of known?.commands ?? []) next.commands.add(id);
      storeUpdate(document, next, { generation, seq: 1 }, state);
      documents.set(document, next);
    },

    firstGeneration: async () => firstGeneration,

    heads: async (prefix) =>
      [...documents]
        .filter(([document]) => document.startsWith(prefix))
        .map(([document, { head }]) => ({ document, ...head })),

    finalStateVector: async (document, generation) =>
      documents.get(document)?.closed.get(generation) ?? null,

    knownCommands: async (document, ids) =>
      new Set(ids.filter((id) => documents.get(document)?.commands.has(id))),

    eventsAfter: async (id, limit) => pageOf(events.slice(id, id + limit)),
    lastEventId: async () => events.length,
    events: async (document, { after, limit }) =>
      pageOf(
        events.filter((event) => event.document === document && event.id > after).slice(0, limit),
      ),
  };
};

const pageOf = (events: readonly LedgerEvent[]): readonly LedgerEvent[] =>
  events.slice(
    0,
    countWithin(
      events.map(({ changes, conflicts, layer }) =>
        Buffer.byteLength(JSON.stringify({ changes, conflicts, layer })),
      ),
    ),
  );

const emptyDocument = (): MemoryDocument => ({
  head: { generation: 1, seq: 0 },
  updates: [],
  snapshots: [],
  bindings: new Map(),
  closed: new Map(),
  commands: new Set(),
});
