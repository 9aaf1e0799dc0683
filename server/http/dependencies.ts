import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Language, Person } from '../../shared/model/index.ts';
import type { Access } from '../access/index.ts';

/** What the routes stand on. */
export interface HttpDependencies {
  readonly access: Access;
  /** Origin of links and cookies when a proxy stands before the server; null: as requested. */
  readonly publicUrl: string | null;
  readonly log: FastifyBaseLogger;
  /** Keeps the workspace document's people like the accounts. */
  readonly people: { savePerson(person: Person): Promise<void> };
  /** Fills a new workspace before its first account exists; a failure leaves setup to be done again. */
  onSetup(setup: FirstSetup): Promise<void>;
  /** Built client (`dist/client`); null serves the API only. */
  readonly clientFolder: string | null;
  /** Further routes under /api; `request.actor` is set there. */
  readonly extraRoutes?: (app: FastifyInstance) => void;
}

export interface FirstSetup {
  /** Language of the sample data; null for empty tables. */
  readonly sample: Language | null;
  /** User id of the owner. */
  readonly by: string;
  /** The shared ledger. */
  readonly ledger: string;
}
