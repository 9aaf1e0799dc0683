import * as Y from 'yjs';
import type { UnseenOverwrite } from '../../shared/documents/inspect.ts';
import { type Conflict, type Limits, toEventChange } from '../../shared/model/index.ts';
import { type DocumentAddress, parseDocumentName } from '../../shared/protocol/documents.ts';
import type { AppendEntry, ClientBinding, LogStore } from '../storage/port.ts';
import { BeyondCapacity, type CapacityFault, capacityFault, type Held } from './capacity.ts';
import { type Commits, createCommits } from './commits.ts';
import { type Content, openContent } from './content.ts';
import { DocumentBroken } from './errors.ts';
import { createRecordCounts } from './recordCounts.ts';
import type { RetiredClients } from './retiredClients.ts';
import { checkUpdate, type UpdateVerdict } from './updatePolicy.ts';
import { nothingWanted, type Wanted, wantedByUpdate } from './wanted.ts';

/** Who writes, and what is stored beside the update. */
export interface Author {
  /** User id; null for the server itself. */
  readonly by: string | null;
  readonly commandIds?: readonly string[];
  readonly clients?: readonly ClientBinding[];
  readonly overwrites?: readonly UnseenOverwrite[];
  /** Conflicts that were found before writing, as recovery does. */
  readonly conflicts?: readonly Conflict[];
}

/** A client's update was applied, or refused and nothing changed. */
export type Received =
  | {
      readonly ok: true;
      /** How far the sender's own clients have come: durable with the next commit. */
      readonly reached: readonly { readonly client: number; readonly clock: number }[];
    }
  | Extract<UpdateVerdict, { readonly ok: false }>;

/**
 * A document in memory. Whatever changes it is appended to the log in the same turn; nobody may be
 * shown the change before `commits` says that it is on disk.
 */
export interface LiveDocument {
  readonly name: string;
  readonly address: DocumentAddress;
  readonly doc: Y.Doc;
  readonly generation: number;
  readonly content: Content;
  readonly commits: Commits;
  /** False once it is broken, turned or put away: ask for it again. */
  readonly isOpen: boolean;
  /** Updates and bytes appended since the newest snapshot. */
  readonly unsaved: { readonly updates: number; readonly bytes: number };
  /** About how large its state is. */
  readonly stateBytes: number;
  /** ms since 1970: when it was asked for or written. */
  readonly lastUsed: number;
  /** ms since 1970: when something was written, or it was loaded. */
  readonly lastWritten: number;
  touch(): void;
  /**
   * Runs `change`, which brings what is `wanted`, and appends what it did, all in this turn. Throws
   * `DocumentBroken` when it is not open, `BeyondCapacity` when it cannot take that in.
   */
  write<T>(author: Author, change: () => T, wanted?: Wanted): T;
  /** Why it cannot take in what is wanted; null when it can. */
  faultOf(wanted: Wanted): CapacityFault | null;
  /** The user who first brought a client id; undefined when nobody has. */
  ownerOf(client: number): string | null | undefined;
  /** Checks an update and applies it, in one turn, so that nothing comes between. */
  receive(update: Uint8Array, user: string): Received;
  /** The state and the append up to which it goes; counts `unsaved` from there. */
  takeState(): { readonly seq: number; readonly state: Uint8Array };
  close(): void;
}

export interface LiveDocumentOptions {
  readonly name: string;
  readonly doc: Y.Doc;
  readonly generation: number;
  /** Of the last stored update. */
  readonly seq: number;
  readonly owners: ReadonlyMap<number, string | null>;
  readonly retired: RetiredClients;
  readonly unsaved: { readonly updates: number; readonly bytes: number };
  readonly stateBytes: number;
  /** What the document began with, when that is not stored yet: it goes with the first append. */
  readonly unstoredBeginning: Uint8Array | null;
  readonly append: LogStore['append'];
  readonly limits: Limits;
  readonly now: () => number;
}

const server: Author = { by: null };
const emptyUpdate = new Uint8Array([0, 0]);

export const createLiveDocument = (options: LiveDocumentOptions): LiveDocument => {
  const { name, doc, generation, append, now } = options;
  const address = parseDocumentName(name)!;
  const content = openContent(address.kind, doc);
  const commits = createCommits(options.seq);
  const owners = new Map(options.owners);
  const checked = { kind: address.kind, doc, owners, retired: options.retired };
  let { unsaved, stateBytes, unstoredBeginning } = options;
  let author = server;
  let appended = 0;
  /** How much was appended when `stateBytes` was last exact. */
  let measured = -1;
  let isOpen = true;
  let lastUsed = now();
  let lastWritten = lastUsed;

  const store = (update: Uint8Array): void => {
    appended++;
    const entry: AppendEntry = {
      document: name,
      generation,
      seq: commits.last + 1,
      update: unstoredBeginning === null ? update : Y.mergeUpdates([unstoredBeginning, update]),
      at: now(),
      by: author.by,
      clients: author.clients ?? [],
      event: eventOf(content, author),
      commandIds: author.commandIds ?? [],
    };
    unstoredBeginning = null;
    unsaved = { updates: unsaved.updates + 1, bytes: unsaved.bytes + update.byteLength };
    stateBytes += update.byteLength;
    commits.add(append(entry));
  };

  doc.on('update', (update: Uint8Array) => {
    // y-protocols swallows what is thrown here; a change that is not appended must not go on.
    try {
      store(update);
    } catch (error) {
      commits.fail(error);
    }
  });

  const write = <T>(as: Author, change: () => T, wanted = nothingWanted): T => {
    if (!isOpen || commits.failed) throw new DocumentBroken(name, 'it is not open any more');
    const fault = wanted === nothingWanted ? null : faultOf(wanted);
    if (fault !== null) throw new BeyondCapacity(name, fault);
    const before = appended;
    author = as;
    lastWritten = lastUsed = now();
    try {
      const result = change();
      const isToBeKept = (as.commandIds ?? []).length + (as.conflicts ?? []).length > 0;
      if (appended === before && isToBeKept) store(emptyUpdate);
      return result;
    } finally {
      author = server;
    }
  };

  const hasRoomFor = (more: number, most: number): boolean => {
    if (stateBytes + more <= most) return true;
    // What was counted includes what was deleted since. Who is refused again does not have it all
    // encoded again.
    if (measured !== appended) stateBytes = Y.encodeStateAsUpdate(doc).byteLength;
    measured = appended;
    return stateBytes + more <= most;
  };
  const held: Held = {
    kind: address.kind,
    ledger: content.ledger,
    records: content.workspace === null ? null : createRecordCounts(doc),
    hasRoomFor,
  };
  const faultOf = (wanted: Wanted): CapacityFault | null =>
    capacityFault(held, wanted, options.limits);

  const applyWhole = (update: Uint8Array, origin: object): void => {
    try {
      Y.applyUpdate(doc, update, origin);
      const { pendingStructs, pendingDs } = doc.store;
      if (pendingStructs === null && pendingDs === null) return;
      commits.fail(new Error(`${name}: an update that passed the check is not whole`));
    } catch (error) {
      commits.fail(error);
    }
  };

  return {
    name,
    address,
    doc,
    generation,
    content,
    commits,
    get isOpen() {
      return isOpen && !commits.failed;
    },
    get unsaved() {
      return unsaved;
    },
    get stateBytes() {
      return stateBytes;
    },
    get lastUsed() {
      return lastUsed;
    },
    get lastWritten() {
      return lastWritten;
    },
    touch: () => {
      lastUsed = now();
    },
    write,
    faultOf,
    ownerOf: (client) => owners.get(client),
    receive: (update, user) => {
      const inspection = checkUpdate(checked, update, user);
      if (!inspection.ok) return inspection;
      if (inspection.brings === 'content') {
        const fault = faultOf(wantedByUpdate(inspection.writes ?? [], update.byteLength));
        if (fault !== null) return { ok: false, reason: fault };
      }
      const clients = inspection.clientsIntroduced.map((client) => ({ client, user }));
      for (const { client } of clients) owners.set(client, user);
      if (inspection.brings !== 'nothing') {
        const { overwrites } = inspection;
        write({ by: user, clients, overwrites }, () => applyWhole(update, { user }));
      }
      const own = inspection.clients.filter((client) => owners.get(client) === user);
      const reached = own.map((client) => ({ client, clock: Y.getState(doc.store, client) }));
      return { ok: true, reached };
    },
    takeState: () => {
      const state = Y.encodeStateAsUpdate(doc);
      unsaved = { updates: 0, bytes: 0 };
      stateBytes = state.byteLength;
      return { seq: commits.last, state };
    },
    close: () => {
      isOpen = false;
    },
  };
};

const eventOf = (content: Content, author: Author): AppendEntry['event'] => {
  const { changes, layer } = content.takeHappened();
  const decided = (author.overwrites ?? []).flatMap((unseen) => content.conflictOf(unseen) ?? []);
  const conflicts = [...decided, ...(author.conflicts ?? [])];
  if (!content.hasEvents || (changes.length + conflicts.length === 0 && layer === null))
    return null;
  return { changes: changes.map(toEventChange), conflicts, layer };
};
