import type { Damage, DamageReason } from './port.ts';

/** The disk refused, or the file is not one that this program can use. Nothing was stored. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** A write that does not follow on what is stored: the caller's copy of the document is stale. */
export class OutOfStep extends StorageError {
  override readonly name = 'OutOfStep';
  readonly document: string;

  constructor(document: string, asked: Place, stored: Place | null) {
    const at = stored === null ? 'nothing' : `generation ${stored.generation}, seq ${stored.seq}`;
    super(
      `${document}: generation ${asked.generation}, seq ${asked.seq} does not follow on ${at}; ` +
        'load the document again',
    );
    this.document = document;
  }
}

export interface Place {
  readonly generation: number;
  readonly seq: number;
}

/** The log of a document is not whole, and no intact snapshot makes up for it. */
export class LogDamaged extends Error implements Damage {
  override readonly name = 'LogDamaged';
  readonly document: string;
  readonly seq: number;
  readonly reason: DamageReason;

  constructor(document: string, seq: number, reason: DamageReason, cause?: unknown) {
    super(`${document} is damaged at seq ${seq} (${reason}): restore it from a backup`, { cause });
    this.document = document;
    this.seq = seq;
    this.reason = reason;
  }
}

/** A segment's bytes are not those that were stored. */
export class SegmentDamaged extends Error {
  override readonly name = 'SegmentDamaged';
  readonly hash: string;

  constructor(hash: string, cause?: unknown) {
    super(`segment ${hash} is damaged: restore blobs.db from a backup`, { cause });
    this.hash = hash;
  }
}
