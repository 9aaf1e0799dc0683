/** What can be mended, and with what. */
export type Repair =
  | { readonly kind: 'head' | 'bindings' | 'snapshots'; readonly document: string }
  | { readonly kind: 'segment'; readonly ledger: string; readonly hash: string }
  | { readonly kind: 'orphans'; readonly hashes: readonly string[] }
  | { readonly kind: 'projection' };

/** Something that was noticed. */
export interface Finding {
  readonly part: 'files' | 'log' | 'events' | 'accounts' | 'segments' | 'projection';
  /** A file or a document. */
  readonly about: string;
  /** A sentence without its subject. */
  readonly says: string;
  /** False for what is no damage. */
  readonly isFault: boolean;
  /** What `--repair` does about it; null when nothing can be done here. */
  readonly repair: Repair | null;
  /** What a person can do when `--repair` cannot. */
  readonly advice: string | null;
}

/** How much was looked at. */
export interface Examined {
  readonly documents: number;
  readonly rows: number;
  readonly segments: number;
  readonly events: number;
}

export interface Report {
  readonly examined: Examined;
  readonly findings: readonly Finding[];
}

const nothingMore = { isFault: true, repair: null, advice: null } as const;

/** A finding, told by what is special about it. */
export const finding = (
  part: Finding['part'],
  about: string,
  says: string,
  more: Partial<Pick<Finding, 'isFault' | 'repair' | 'advice'>> = {},
): Finding => ({ part, about, says, ...nothingMore, ...more });

export const restoreAdvice = 'Restore it from a backup.';
