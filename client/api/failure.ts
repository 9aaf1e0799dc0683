import type { Problem, ProblemCode } from '../../shared/protocol/problem.ts';
import { problemCodes } from '../../shared/protocol/problem.ts';

/**
 * Why a request came to nothing:
 * the server answered with a problem; it could not be reached (nothing is known about whether it
 * acted); or its answer is not of the agreed shape.
 */
export class Failure extends Error {
  readonly code: ProblemCode | 'unreachable' | 'unexpected';
  /** Property of the body that is wrong, when the server named one. */
  readonly field: string | null;

  constructor(code: Failure['code'], field: string | null = null, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'Failure';
    this.code = code;
    this.field = field;
  }
}

/** Reads a problem document, or anything that a proxy on the way put in its place. */
export const toFailure = (status: number, body: unknown): Failure => {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const code = problem.code;
  if (code !== undefined && Object.hasOwn(problemCodes, code))
    return new Failure(code, problem.field ?? null, problem.detail);
  // Gateways answer 502–504 in place of a server that is down.
  return new Failure(
    status >= 502 && status <= 504 ? 'unreachable' : 'unexpected',
    null,
    `${status}`,
  );
};
