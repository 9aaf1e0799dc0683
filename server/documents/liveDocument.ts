import * as Y from 'yjs';
import type { UnseenOverwrite } from '../../shared/documents/inspect.ts';
import { type Conflict, toEventChange } from '../../shared/model/index.ts';
import { type DocumentAddress, parseDocumentName } from '../../shared/protocol/documents.ts';
import type { AppendEntry, ClientBinding, LogStore } from '../storage/port.ts';
import { type Commits, createCommits } from './commits.ts';
import { type Content, openContent } from './content.ts';
import { DocumentBroken } from './errors.ts';
import type { RetiredClients } from './retiredClients.ts';
import { checkUpdate, type UpdateVerdict } from './updatePolicy.ts';

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
  /** Runs `change` and appends what it did, all in this turn. Throws when it is not open. */
  write<T>(author: Author, change: () => T): T;
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
  readonly now: () => number;
}

const server: Author = { by: null };
const emptyUpdate = new Uint8Array([0, 0]);
/** A book of a thousand pages; whoever opens a note takes all of it. */
const largestNote = 4 * 1024 * 1024;

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

  const write = <T>(as: Author, change: () => T): T => {
    if (!isOpen || commits.failed) throw new DocumentBroken(name, 'it is not open any more');
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

  /** Only notes are kept small; others are folded. */
  const hasRoomFor = (update: Uint8Array): boolean => {
    if (address.kind !== 'note' || stateBytes + update.byteLength <= largestNote) return true;
    // What was counted includes what was deleted since.
    stateBytes = Y.encodeStateAsUpdate(doc).byteLength;
    return stateBytes + update.byteLength <= largestNote;
  };

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
    ownerOf: (client) => owners.get(client),
    receive: (update, user) => {
      const inspection = checkUpdate(checked, update, user);
      if (!inspection.ok) return inspection;
      if (inspection.brings === 'content' && !hasRoomFor(update))
        return { ok: false, reason: 'full' };
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
