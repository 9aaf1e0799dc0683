import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type Access, type Actor, createAccess } from '../../../server/access/index.ts';
import {
  createDocuments,
  createRecovery,
  createWriters,
  type Documents,
  type Recover,
  type Writers,
} from '../../../server/documents/index.ts';
import type { BlobStore } from '../../../server/storage/port.ts';
import { openSqliteStorage } from '../../../server/storage/sqlite/index.ts';
import { createSync, isWatched, newSyncedDoc } from '../../../server/sync/index.ts';
import type { Level, Role } from '../../../shared/model/index.ts';
import { temporaryFolder } from '../../storage/temporaryFolder.ts';
import { type FickleLog, fickleLog } from './fickleLog.ts';

export interface Member {
  readonly actor: Actor;
  readonly token: string;
}

export interface TestServer {
  readonly url: string;
  readonly log: FickleLog;
  readonly blobs: BlobStore;
  readonly documents: Documents;
  readonly writers: Writers;
  readonly recover: Recover<Actor>;
  readonly access: Access;
  readonly owner: Member;
  /** The shared ledger's id, and its document's name. */
  readonly ledger: string;
  readonly document: string;
  /** Somebody new, in the shared ledger. */
  addMember(name: string, role?: Role): Promise<Member>;
  setLevel(member: Member, level: Level | null): Promise<void>;
  /** Moves on the clock by which sessions end. */
  pass(ms: number): void;
  stop(): Promise<void>;
}

/** The sync half of the server on a real socket and real SQLite files. */
export const startServer = async (): Promise<TestServer> => {
  const folder = await temporaryFolder();
  const storage = await openSqliteStorage(folder.path);
  const log = fickleLog(storage.log);
  const { blobs } = storage;
  const logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  let passed = 0;
  const access = createAccess(storage.accounts, () => Date.now() + passed);
  const documents = createDocuments({
    log,
    blobs,
    logger,
    now: Date.now,
    newDoc: newSyncedDoc,
    isWatched,
    timeZone: 'UTC',
  });
  const sync = createSync({ documents, access, publicUrl: null, logger });
  const server = createServer();
  server.on('upgrade', sync.handleUpgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const memberOf = async (actor: Actor): Promise<Member> => {
    const { secret } = await access.tokens.make(actor, 'test');
    const known = await access.authenticate({ token: secret });
    return { actor: known!, token: secret };
  };
  let ledger = '';
  const first = { name: 'Ada', email: 'ada@example.org', password: 'correct horse', sample: null };
  const { user } = await access.setup.run(first, async (made) => {
    ledger = made.ledger.id;
  });
  const ada = {
    user: user.id,
    name: 'Ada',
    role: 'owner',
    via: 'session',
    credential: '',
  } as const;
  const owner = await memberOf(ada);

  return {
    url: `ws://127.0.0.1:${port}`,
    log,
    blobs,
    documents,
    writers: createWriters(documents, blobs),
    recover: createRecovery(documents, log, access.level),
    access,
    owner,
    ledger,
    document: `ledger/${ledger}`,
    addMember: async (name, role = 'member') => {
      const { user } = await access.people.invite(ada, {
        name,
        email: `${name.toLowerCase()}@example.org`,
        role,
      });
      return memberOf({ user: user.id, name, role, via: 'session', credential: '' });
    },
    setLevel: (member, level) =>
      access.ledgers.setMember(owner.actor, ledger, member.actor.user, level),
    pass: (ms) => {
      passed += ms;
    },
    stop: async () => {
      log.resume();
      sync.close();
      await documents.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await storage.close();
      await folder.remove();
    },
  };
};
