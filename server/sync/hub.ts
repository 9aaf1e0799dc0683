import {
  type beforeSyncPayload,
  type Connection,
  Document,
  Hocuspocus,
  isTransactionOrigin,
  type onAuthenticatePayload,
} from '@hocuspocus/server';
import type { Logger } from 'pino';
import * as Y from 'yjs';
import type { Ledger } from '../../shared/documents/index.ts';
import {
  type DocumentAddress,
  parseDocumentName,
  type ServerMessage,
  type SyncToken,
} from '../../shared/protocol/documents.ts';
import type { Access } from '../access/index.ts';
import {
  DocumentBroken,
  type Documents,
  knowsAnotherGeneration,
  type LiveDocument,
} from '../documents/index.ts';
import { createAnswerLimit } from './answerLimit.ts';
import { syncSteps } from './frames.ts';
import { rewritePresence } from './presence.ts';
import { closeConnection, Denied, type VisitContext } from './visit.ts';

export interface HubDependencies {
  readonly documents: Documents;
  readonly access: Pick<Access, 'level'>;
  readonly logger: Logger;
}

const mostPendingDocuments = 200;

/**
 * Makes the Yjs documents that `server/documents` fills and Hocuspocus shows. Broadcasts wait for
 * the end of the turn however large they are: by then the append of what they show is under way.
 */
export const newSyncedDoc = (name: string): Document => {
  const document = new Document(
    name,
    { gc: true },
    { flushDelay: 0, flushMaxBytes: Number.POSITIVE_INFINITY },
  );
  document.isLoading = false;
  document.beforeHandleAwareness(async (_, states, origin) => {
    if (!isTransactionOrigin(origin) || origin.source !== 'connection') return;
    rewritePresence(document, origin.connection as Connection<VisitContext>, states);
  });
  return document;
};

export const isWatched = ({ doc }: LiveDocument): boolean => connectionsOf(doc).length > 0;

export const connectionsOf = (doc: LiveDocument['doc']): readonly Connection<VisitContext>[] =>
  (doc as Document).getConnections();

/**
 * Hocuspocus without its storage: documents are loaded, kept and put away by `server/documents`,
 * and Hocuspocus borrows them.
 */
export class Hub extends Hocuspocus<VisitContext> {
  readonly #dependencies: HubDependencies;
  readonly #answerLimit = createAnswerLimit(Date.now);

  constructor(dependencies: HubDependencies) {
    super({
      quiet: true,
      maxPendingDocuments: mostPendingDocuments,
      onAuthenticate: (payload) => this.#admit(payload).catch(this.#deny),
      beforeSync: (payload) => (this.#receive(payload) ? Promise.resolve() : never()),
    });
    this.#dependencies = dependencies;
  }

  /** Comes right after `#admit`. */
  override async createDocument(name: string): Promise<Document> {
    const live = this.#dependencies.documents.find(name);
    if (live === undefined || !live.isOpen) throw new Denied('broken');
    const document = live.doc as Document;
    // What loading it has put up for broadcast would go to the first who connects, all of it again.
    if (!isWatched(live)) document.flush();
    return document;
  }

  /** `server/documents` decides when. */
  override async unloadDocument(): Promise<void> {}

  async #admit(payload: onAuthenticatePayload<VisitContext>): Promise<void> {
    const { documentName, token, connectionConfig, context } = payload;
    const { documents, access } = this.#dependencies;
    const { visit } = context;
    const address = parseDocumentName(documentName);
    if (address === null || (await access.level(visit.actor, address)) === null)
      throw new Denied('forbidden');
    // First: a note that is none would stay in memory for a while, and there is no end of names.
    if (address.kind === 'note') await this.#openRowOf(address);
    await documents.open(documentName);
    for (;;) {
      const { rightsChanges } = visit;
      const level = await access.level(visit.actor, address);
      if (rightsChanges !== visit.rightsChanges) continue;
      if (level === null) throw new Denied('forbidden');
      connectionConfig.readOnly = level === 'read';
      break;
    }
    // From here on nothing is awaited: it may have broken or turned while rights were read.
    const live = documents.find(documentName);
    if (live === undefined) throw new Denied('broken');
    const generation = readGeneration(token);
    if (generation !== null && generation !== live.generation) throw new Denied('generation');
  }

  /**
   * A note is one of a row: without it there is nothing to open. The row may be a moment behind, so
   * the client comes again. Who else is there is shown as the workspace has them.
   */
  async #openRowOf({ ledger, row }: Extract<DocumentAddress, { kind: 'note' }>): Promise<void> {
    const { documents } = this.#dependencies;
    await documents.open('workspace');
    const { content } = await documents.open(`ledger/${ledger}`);
    if (content.ledger === null || !hasRow(content.ledger, row)) throw new Denied('broken');
  }

  readonly #deny = (error: unknown): never => {
    if (error instanceof Denied) throw error;
    // Documents say themselves why they cannot be loaded.
    if (!(error instanceof DocumentBroken))
      this.#dependencies.logger.error({ err: error }, 'rights or document cannot be read');
    throw new Denied('broken');
  };

  /**
   * Checks and applies here, in one turn. Hocuspocus, which awaits between this hook and its own
   * applying, then finds nothing left to do and acknowledges. False when it must not go on, nor
   * with anything that comes after.
   */
  #receive({ type, payload, document, connection }: beforeSyncPayload<VisitContext>): boolean {
    if (!document.hasConnection(connection)) return false;
    if (type === syncSteps.step1) return this.#mayAsk(connection, payload);
    // Of a reader's update Hocuspocus only looks whether it brings something.
    if (connection.readOnly && isReadable(payload)) return true;
    if (connection.readOnly) return this.#refuse(connection, 'unreadable');
    const live = this.#dependencies.documents.find(document.name);
    const { user } = connection.context.visit.actor;
    if (live?.doc !== document || !live.isOpen) return false;
    const received = live.receive(payload, user);
    if (received.ok) {
      for (const { client, clock } of received.reached)
        tell(connection, { type: 'stored', client, clock });
      return true;
    }
    return this.#refuse(connection, received.reason);
  }

  /**
   * Stock clients do not say which generation they hold; after a restore, what they know tells.
   * The whole state is encoded for each who asks: who asks too often has to come again later.
   */
  #mayAsk(connection: Connection<VisitContext>, stateVector: Uint8Array): boolean {
    const { context, document } = connection;
    const { user } = context.visit.actor;
    const live = this.#dependencies.documents.find(document.name);
    if (live !== undefined && knowsAnotherGeneration(live.doc, live.generation, stateVector)) {
      closeConnection(connection, 'generation');
      return false;
    }
    if (this.#answerLimit.allows(user, document.name)) return true;
    this.#dependencies.logger.warn({ document: document.name, user }, 'asks too often');
    context.visit.close('broken');
    return false;
  }

  #refuse(connection: Connection<VisitContext>, reason: string): false {
    const { user } = connection.context.visit.actor;
    const document = connection.document.name;
    this.#dependencies.logger.warn({ document, user, reason }, 'update refused');
    closeConnection(connection, 'refused');
    return false;
  }
}

export const tell = (connection: Connection, message: ServerMessage): void =>
  connection.sendStateless(JSON.stringify(message));

/** In whichever table, and in the recycle bin too. */
const hasRow = (ledger: Ledger, row: string): boolean =>
  ledger.tables().some((table) => ledger.table(table).rowOf(row) !== undefined);

/**
 * Ends the handling of a connection's frames, which Hocuspocus takes one after the other: after its
 * hook it would apply what was refused, and what a hook throws it prints.
 */
const never = (): Promise<void> => new Promise(() => {});

const isReadable = (update: Uint8Array): boolean => {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
};

const readGeneration = (token: string): SyncToken['generation'] => {
  try {
    const { generation } = JSON.parse(token) as Partial<SyncToken>;
    return typeof generation === 'number' ? generation : null;
  } catch {
    return null;
  }
};
