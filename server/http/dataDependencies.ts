import type { Access, Actor } from '../access/index.ts';
import type { Recover, Writers } from '../documents/index.ts';
import type { Formulas, Notes, Projection, Since } from '../projection/index.ts';
import type { BlobStore, LogStore } from '../storage/port.ts';
import type { SegmentChecks } from '../workers/segmentChecks.ts';

/** What the routes of rows, segments and events stand on. */
export interface DataDependencies {
  readonly access: Pick<Access, 'level'>;
  readonly writers: Writers;
  readonly projection: Projection;
  readonly notes: Notes;
  readonly since: Since;
  readonly formulas: Formulas;
  readonly log: Pick<LogStore, 'events'>;
  readonly blobs: BlobStore;
  readonly segmentChecks: SegmentChecks;
  readonly recover: Recover<Actor>;
  /** ms since 1970. */
  readonly now: () => number;
}
