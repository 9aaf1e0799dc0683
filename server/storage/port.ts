import type { Conflict, LedgerEvent, Level, Role } from '../../shared/model/index.ts';

/**
 * Where everything is kept. One contract suite (test/storage/contract.ts) holds for every adapter;
 * callers know only these types and the errors in `errors.ts`.
 */
export interface Storage {
  readonly log: LogStore;
  readonly blobs: BlobStore;
  readonly accounts: AccountStore;
  /** Waits for what is being written. Nothing may be called afterwards. */
  close(): Promise<void>;
}

/** The log of every synced document: updates, events, client bindings, snapshots. */
export interface LogStore {
  /**
   * Stores one update with its event, bindings and command ids. Appends that arrive while a commit
   * runs share the next one. Resolves after the commit is on disk, never before.
   *
   * Rejects with `OutOfStep` when `seq` is not the next of the document's current generation (a
   * document begins at `firstGeneration`, seq 1); the others of the same commit are not disturbed.
   * Rejects with `StorageError` when the disk failed; then nothing of that commit is stored.
   */
  append(entry: AppendEntry): Promise<{ readonly eventId: number | null }>;
  /**
   * The current generation: newest intact snapshot and the updates after it. Null when nothing was
   * ever stored under this name. Throws `LogDamaged` rather than answer with less than was stored.
   */
  load(document: string): Promise<StoredDocument | null>;
  /**
   * Stores the document's state after update `seq`. The newest two snapshots of a generation are
   * kept, and the log from the older of them on, so that one of them may be damaged without loss.
   * Rejects with `OutOfStep` when the generation is closed or `seq` was never appended.
   */
  snapshot(document: string, generation: number, seq: number, state: Uint8Array): Promise<void>;
  /**
   * Closes the current generation and begins the next (`generation` = current + 1, or any later one
   * for a leap; `firstGeneration` for a document that does not exist yet), in one transaction.
   * `state` becomes update 1 of the new generation, so the next append is seq 2. The closed
   * generation's updates stay until the next one begins, and go at once with a leap.
   */
  startGeneration(document: string, start: GenerationStart): Promise<void>;
  /** The generation with which documents begin: 1, or that of the last restore of a backup. */
  firstGeneration(): Promise<number>;
  /** How far every document has come whose name begins with `prefix` (ASCII), in no order. */
  heads(prefix: string): Promise<readonly StoredHead[]>;
  /** State vector with which `generation` was closed; null when it was not. Throws `LogDamaged`. */
  finalStateVector(document: string, generation: number): Promise<Uint8Array | null>;
  /** Those of `ids` that were stored with an append to `document`, in whichever generation. */
  knownCommands(document: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Events of all documents with an id greater than `id`, in order: at least one when there is one,
   * then as many as `limit` and about 4 MB have room for. Throws `LogDamaged`, with the event's id
   * as `seq`, rather than leave one out or answer with another.
   */
  eventsAfter(id: number, limit: number): Promise<readonly LedgerEvent[]>;
  /** 0 when there is none. */
  lastEventId(): Promise<number>;
  /** Events of one document with an id greater than `after`, as many at once as `eventsAfter`. */
  events(document: string, page: EventPage): Promise<readonly LedgerEvent[]>;
}

export interface AppendEntry {
  readonly document: string;
  readonly generation: number;
  /** Gap-free within a generation, from 1. */
  readonly seq: number;
  readonly update: Uint8Array;
  /** ms since 1970. */
  readonly at: number;
  /** User id; null for the server itself. */
  readonly by: string | null;
  /** Yjs client ids that this update brings for the first time; a binding never changes later. */
  readonly clients: readonly ClientBinding[];
  readonly event: EventBody | null;
  readonly commandIds?: readonly string[];
}

export interface StoredHead {
  readonly document: string;
  readonly generation: number;
  /** Of the last update. */
  readonly seq: number;
}

export interface ClientBinding {
  readonly client: number;
  readonly user: string | null;
}

export interface EventBody {
  readonly changes: LedgerEvent['changes'];
  readonly conflicts: readonly Conflict[];
  readonly layer: string | null;
}

export interface GenerationStart {
  readonly generation: number;
  /** Of the generation that closes; null when the document is new. */
  readonly finalStateVector: Uint8Array | null;
  readonly state: Uint8Array;
  readonly at: number;
  /** Generations are left out, since clients may hold some that this log never heard of. */
  readonly isLeap?: true;
}

export interface EventPage {
  readonly after: number;
  readonly limit: number;
}

export interface StoredDocument {
  readonly document: string;
  readonly generation: number;
  /** Of the last update; the next append is `seq + 1`. */
  readonly seq: number;
  readonly snapshot: { readonly seq: number; readonly state: Uint8Array } | null;
  /** Every update after the snapshot, in order. */
  readonly updates: readonly StoredUpdate[];
  readonly clients: ReadonlyMap<number, string | null>;
  /** State vectors with which the earlier generations were closed, oldest first. */
  readonly closed: readonly Uint8Array[];
  /**
   * Damage that was found and did no harm, because another snapshot or the log has the same
   * content. Whoever loads should log it and store a fresh snapshot.
   */
  readonly survived: readonly Damage[];
}

export interface StoredUpdate {
  readonly seq: number;
  readonly update: Uint8Array;
}

export interface Damage {
  readonly seq: number;
  readonly reason: DamageReason;
}
export type DamageReason =
  | 'gap'
  | 'updateChecksum'
  | 'snapshotChecksum'
  | 'bindingChecksum'
  | 'closedGeneration'
  | 'event'
  | 'head'
  | 'unreadable';

/** Sealed segments, by the SHA-256 (lower-case hex) of their uncompressed bytes. */
export interface BlobStore {
  /** Stores the bytes once and notes that `ledger` has them. Resolves when durable. */
  putSegment(ledger: string, bytes: Uint8Array): Promise<{ readonly hash: string }>;
  /** Null when unknown. Throws `SegmentDamaged` when the bytes do not have their hash any more. */
  segment(hash: string): Promise<Uint8Array | null>;
  /**
   * The bytes gzipped, as they are kept; null when unknown. Not verified here: gzip's own checksum
   * tells whoever unpacks them that they are whole.
   */
  packedSegment(hash: string): Promise<Uint8Array | null>;
  ledgerHasSegment(ledger: string, hash: string): Promise<boolean>;
  /**
   * Those of `hashes` that the ledger has. From now on they count as used, so that no sweep under
   * way takes them: whoever is about to name segments claims them first.
   */
  claimSegments(ledger: string, hashes: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Told when a ledger has turned, with the hashes that its document names now. What it does not
   * name counts as unused from the first time on that this is told, and is forgotten when that was
   * before `unusedBefore` (ms) and in an earlier generation: until then clients may be fetching it,
   * backups copying it, and the generation before the current one may have to be read again.
   * Answers how many were forgotten.
   */
  sweepSegments(ledger: string, use: SegmentUse): Promise<number>;
}

export interface SegmentUse {
  readonly named: ReadonlySet<string>;
  /** Of the document that names them. */
  readonly generation: number;
  /** ms since 1970. */
  readonly at: number;
  readonly unusedBefore: number;
}

/** Accounts, credentials, ledgers and memberships. Secrets arrive here only as hashes. */
export interface AccountStore {
  hasUsers(): Promise<boolean>;
  /** The first account with its ledger; false (and nothing stored) when there is one already. */
  setUp(user: StoredUser, ledger: StoredLedger): Promise<boolean>;

  users(): Promise<readonly StoredUser[]>;
  user(id: string): Promise<StoredUser | null>;
  userByEmail(email: string): Promise<StoredUser | null>;
  /** With memberships and a one-time link; false when the e-mail address is taken. */
  addUser(
    user: StoredUser,
    memberships: readonly { readonly ledger: string; readonly level: Level }[],
    link: StoredLink,
  ): Promise<boolean>;
  /**
   * Refuses to leave the workspace without an active owner. Who is not active any more has no
   * session and no token either.
   */
  changeUser(id: string, change: UserChange): Promise<'changed' | 'unknown' | 'lastOwner'>;

  /** Puts `link` in the place of every unused link of its user. */
  replaceLink(link: StoredLink): Promise<void>;
  link(hash: string): Promise<StoredLink | null>;
  /**
   * Uses a link up: sets the password and ends every session and token of the user. Null when it
   * was used, or expired at `at`, or its user is not active.
   */
  useLink(hash: string, passwordHash: string, at: number): Promise<{ user: string } | null>;

  addSession(session: StoredSession): Promise<void>;
  session(id: string): Promise<StoredSession | null>;
  sessionByHash(hash: string): Promise<StoredSession | null>;
  extendSession(id: string, expiresAt: number): Promise<void>;
  deleteSession(id: string): Promise<void>;
  deleteExpired(at: number): Promise<void>;

  addToken(token: StoredToken): Promise<void>;
  token(id: string): Promise<StoredToken | null>;
  tokenByHash(hash: string): Promise<StoredToken | null>;
  tokensOf(user: string): Promise<readonly StoredToken[]>;
  /** False when `user` has no such token. */
  deleteToken(id: string, user: string): Promise<boolean>;

  /** The creator becomes a member who writes. */
  addLedger(ledger: StoredLedger): Promise<void>;
  ledger(id: string): Promise<StoredLedger | null>;
  ledgers(): Promise<readonly StoredLedger[]>;
  membershipsOf(user: string): Promise<readonly Membership[]>;
  membersOf(ledger: string): Promise<readonly Membership[]>;
  membership(ledger: string, user: string): Promise<Level | null>;
  /** `level` null takes the membership away. False when ledger or user is unknown. */
  setMembership(ledger: string, user: string, level: Level | null): Promise<boolean>;
}

export interface StoredUser {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly active: boolean;
  /** Argon2id in PHC form; null until the person has used their first link. */
  readonly passwordHash: string | null;
  /** CSS colour of their presence. */
  readonly color: string;
  readonly createdAt: number;
}
export type UserChange = Partial<Pick<StoredUser, 'role' | 'active'>>;

export interface StoredLink {
  readonly hash: string;
  readonly user: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

export interface StoredSession {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface StoredToken {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly name: string;
  readonly createdAt: number;
}

export interface StoredLedger {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: number;
  /** True for the one that setup makes and everyone joins. */
  readonly shared: boolean;
}

export interface Membership {
  readonly ledger: string;
  readonly user: string;
  readonly level: Level;
}
