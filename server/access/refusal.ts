import type { ProblemCode } from '../../shared/protocol/problem.ts';

/**
 * Something that a person asked for and does not get, for a reason to tell them. Every way in
 * turns it into its own kind of answer; over HTTP it becomes a problem document.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  /** The property of the request that is wrong. */
  readonly field: string | undefined;
  /** Seconds after which to try again. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, more: RefusalDetails = {}) {
    super(more.detail ?? code);
    this.code = code;
    this.field = more.field;
    this.retryAfter = more.retryAfter;
  }
}

export interface RefusalDetails {
  readonly detail?: string;
  readonly field?: string;
  readonly retryAfter?: number;
}
