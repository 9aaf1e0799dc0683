import type { Problem, ProblemCode } from '../../shared/protocol/problem.ts';
import { problemCodes } from '../../shared/protocol/problem.ts';

/**
 * Why a request came to nothing:
 * the server answered with a problem; it could not be reached (nothing is known about whether it
 * acted); or its answer is not of the agreed shape.
 */
export class Failure extends Error {
  readonly code: ProblemCode | 'unreachable' | 'unexpected';
  /** Properties of the body that are wrong, as far as they are known. */
  readonly fields: readonly string[];

  constructor(code: Failure['code'], fields: readonly string[] = [], detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'Failure';
    this.code = code;
    this.fields = fields;
  }
}

/** Reads a problem document, or anything that a proxy on the way put in its place. */
export const toFailure = (status: number, body: unknown): Failure => {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const code = problem.code;
  if (code !== undefined && Object.hasOwn(problemCodes, code))
    return new Failure(code, problem.field === undefined ? [] : [problem.field], problem.detail);
  // Gateways answer 502–504 in place of a server that is down.
  return new Failure(
    status >= 502 && status <= 504 ? 'unreachable' : 'unexpected',
    [],
    `${status}`,
  );
};
