import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem, ProblemCode } from '../../shared/protocol/problem.ts';
import { problemCodes } from '../../shared/protocol/problem.ts';
import { Refusal } from '../access/index.ts';
import { BeyondCapacity, DocumentBroken } from '../documents/index.ts';
import { LogDamaged, SegmentDamaged, StorageError } from '../storage/errors.ts';

/** English titles; screens show their own sentences by code. */
const titles: Record<ProblemCode, string> = {
  invalid: 'The request is not valid',
  wrongPassword: 'The e-mail address or the password is wrong',
  tooManyAttempts: 'Too many attempts; wait before the next',
  tooManyRequests: 'Too many requests; wait before the next',
  signInFirst: 'Sign in first',
  forbidden: 'You may not do this',
  wrongOrigin: 'The request comes from a page of another site',
  notFound: 'There is no such thing',
  alreadySetUp: 'The workspace is already set up',
  emailTaken: 'The e-mail address belongs to somebody else',
  linkUsed: 'The link was used or has expired',
  tooLarge: 'The request is too large',
  valueTooLong: 'A value is longer than a cell may hold',
  full: 'There is no room for more rows, tables, columns or text',
  lastOwner: 'There must be an active owner',
  badSegment: 'The segment cannot be read',
  notStored: 'It could not be stored; nothing was changed',
  damaged: 'What is stored is damaged; nothing of it was left out in silence',
  internal: 'The server made a mistake',
};

/** RFC 9457. `type` is a name, not an address: `docs/api.md` lists the codes. */
const toProblem = ({ code, field, message }: Refusal): Problem => ({
  type: `urn:suanpan:problem:${code}`,
  title: titles[code],
  status: problemCodes[code],
  code,
  ...(message === code ? {} : { detail: message }),
  ...(field === undefined ? {} : { field }),
});

/** Answers every error as a problem document; what is not the client's doing goes to the log. */
export const answerProblem = (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const refusal = toRefusal(error);
  const problem = toProblem(refusal);
  if (problem.status >= 500) request.log.error({ err: error }, problem.title);
  if (refusal.retryAfter !== undefined) reply.header('retry-after', refusal.retryAfter);
  return reply.status(problem.status).type('application/problem+json').send(problem);
};

/** For where an answer was under way already: the problem as its body. */
export const problemOf = (error: unknown): Problem => toProblem(toRefusal(error));

const toRefusal = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof StorageError || error instanceof DocumentBroken)
    return new Refusal('notStored');
  if (error instanceof BeyondCapacity) return new Refusal(error.fault);
  if (error instanceof LogDamaged || error instanceof SegmentDamaged)
    return new Refusal('damaged', { detail: error.message });
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (status === 413) return new Refusal('tooLarge');
  // Fastify's own: not JSON, wrong content type, broken URL.
  if (error instanceof Error && typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal('invalid', { detail: error.message });
  return new Refusal('internal');
};
