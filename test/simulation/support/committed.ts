import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { AppendEntry, GenerationStart } from '../../../server/storage/port.ts';
import { parseDocumentName, type ServerMessage } from '../../../shared/protocol/documents.ts';

/**
 * What the log has, noted at the moment of each commit, beside the log and without the server: the
 * witness against which everything is held that anybody sees or is told.
 */
export interface Committed {
  append(entry: AppendEntry): void;
  begin(document: string, start: GenerationStart): void;
  segment(bytes: Uint8Array): void;
  /** True once a commit held this mark, in an update, an event or a segment. */
  has(mark: string): boolean;
  /** Why this frame must not leave the server yet; null when all of it is in the log. */
  objection(frame: Uint8Array): string | null;
  /** Everything that the current generation was made of, from its first update. */
  updates(document: string): readonly Uint8Array[];
}

/** Every value that a simulation writes holds a mark of its own, as in `‹17›`. */
export const marksIn = (text: string): readonly string[] => text.match(/‹\d+›/g) ?? [];

type Clocks = Map<number, number>;

const syncFrames: ReadonlySet<number> = new Set([0, 4]);
const stateless = 5;

export const createCommitted = (): Committed => {
  const marks = new Set<string>();
  /** By document: how far each client has come, in each generation that the log ever had. */
  const generations = new Map<string, Clocks[]>();
  const updates = new Map<string, Uint8Array[]>();

  const note = (bytes: Uint8Array): void => {
    for (const mark of marksIn(Buffer.from(bytes).toString('utf8'))) marks.add(mark);
  };
  const reach = (document: string, update: Uint8Array): void => {
    const clocks = generations.get(document)?.at(-1) ?? new Map<number, number>();
    if (!generations.has(document)) generations.set(document, [clocks]);
    for (const [client, clock] of Y.parseUpdateMeta(update).to)
      clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
    note(update);
  };
  const isReached = (document: string, client: number, clock: number): boolean =>
    clock === 0 ||
    (generations.get(document) ?? []).some((clocks) => (clocks.get(client) ?? 0) >= clock);

  const objectionToUpdate = (document: string, update: Uint8Array): string | null => {
    for (const [client, clock] of Y.parseUpdateMeta(update).to)
      if (!isReached(document, client, clock))
        return `${document} shows client ${client} up to ${clock}, which the log does not have`;
    return null;
  };
  const objectionToMessage = (document: string, message: ServerMessage): string | null =>
    message.type !== 'stored' || isReached(document, message.client, message.clock)
      ? null
      : `${document} acknowledges client ${message.client} up to ${message.clock}, which the log does not have`;

  return {
    append: ({ document, update, event }) => {
      reach(document, update);
      const known = updates.get(document);
      if (known === undefined) updates.set(document, [update]);
      else known.push(update);
      for (const mark of marksIn(JSON.stringify(event))) marks.add(mark);
    },
    begin: (document, { state }) => {
      generations.set(document, [...(generations.get(document) ?? []), new Map()]);
      updates.set(document, [state]);
      reach(document, state);
    },
    segment: note,
    has: (mark) => marks.has(mark),
    objection: (frame) => {
      // A heartbeat names no document.
      if (frame.length < 3) return null;
      const decoder = decoding.createDecoder(frame);
      const [document = ''] = decoding.readVarString(decoder).split('\0', 1);
      const type = decoding.readVarUint(decoder);
      // A note that nobody has written in is shown before it is stored.
      if (parseDocumentName(document)?.kind === 'note') return null;
      if (type === stateless)
        return objectionToMessage(document, JSON.parse(decoding.readVarString(decoder)));
      if (!syncFrames.has(type)) return null;
      const step = decoding.readVarUint(decoder);
      return step === 0 ? null : objectionToUpdate(document, decoding.readVarUint8Array(decoder));
    },
    updates: (document) => updates.get(document) ?? [],
  };
};
