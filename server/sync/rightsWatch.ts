import type { Logger } from 'pino';
import { parseDocumentName } from '../../shared/protocol/documents.ts';
import type { Access, RightsChange } from '../access/index.ts';
import type { Documents } from '../documents/index.ts';
import { connectionsOf, tell } from './hub.ts';
import { closeConnection, type Visit } from './visit.ts';

export interface RightsWatchDependencies {
  readonly access: Pick<Access, 'current' | 'level' | 'onRightsChanged'>;
  readonly documents: Documents;
  readonly visits: ReadonlySet<Visit>;
  readonly logger: Logger;
}

/** Sessions also end by themselves, without anybody telling. */
const recheckEvery = 10 * 60_000;

/** Looks again at open connections when somebody's rights change. Answers how to stop. */
export const watchRights = (dependencies: RightsWatchDependencies): (() => void) => {
  const { access, visits, logger } = dependencies;

  const recheck = (visit: Visit): void => {
    visit.rightsChanges++;
    recheckVisit(visit, dependencies).catch((error: unknown) => {
      // Not knowing is no right: the client comes again and is asked then.
      logger.error({ err: error }, 'rights cannot be read, socket closes');
      visit.close('broken');
    });
  };

  const stopListening = access.onRightsChanged((change) => {
    for (const visit of visits) if (isAbout(change, visit)) recheck(visit);
  });
  const timer = setInterval(() => {
    for (const visit of visits) recheck(visit);
  }, recheckEvery);
  timer.unref();
  return () => {
    stopListening();
    clearInterval(timer);
  };
};

const isAbout = (change: RightsChange, { actor }: Visit): boolean =>
  'user' in change ? change.user === actor.user : change.credential === actor.credential;

const recheckVisit = async (
  visit: Visit,
  { access, documents }: RightsWatchDependencies,
): Promise<void> => {
  const actor = await access.current(visit.actor);
  if (actor === null) {
    tellOwn(visit, documents, 'signedOut');
    visit.close('unauthenticated');
    return;
  }
  visit.actor = actor;
  for (const { doc, address } of documents.all()) {
    if (connectionsFor(visit, doc).length === 0) continue;
    const level = await access.level(actor, address);
    for (const connection of connectionsFor(visit, doc)) {
      if (level === null) closeConnection(connection, 'forbidden');
      // The client is told its new level when it takes the document again.
      else if (connection.readOnly !== (level === 'read')) closeConnection(connection, 'refused');
    }
  }
  tellOwn(visit, documents, 'ledgersChanged');
};

const connectionsFor = (visit: Visit, doc: Parameters<typeof connectionsOf>[0]) =>
  connectionsOf(doc).filter(({ context }) => context.visit === visit);

const tellOwn = (
  visit: Visit,
  documents: Documents,
  type: 'signedOut' | 'ledgersChanged',
): void => {
  for (const { doc, name } of documents.all())
    if (parseDocumentName(name)?.kind === 'me')
      for (const connection of connectionsFor(visit, doc)) tell(connection, { type });
};
