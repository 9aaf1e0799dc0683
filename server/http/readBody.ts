import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../access/index.ts';

/** The request's body as `schema` has it. Throws `invalid` with the first property that is wrong. */
export const readBody = <Schema extends z.ZodType>(
  schema: Schema,
  request: FastifyRequest,
): z.output<Schema> => {
  const result = schema.safeParse(request.body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.');
  throw new Refusal('invalid', {
    detail: field ? `${field}: ${issue?.message}` : issue?.message,
    field: field || undefined,
  });
};
