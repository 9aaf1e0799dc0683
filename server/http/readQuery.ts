import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../access/index.ts';

/** The query as `schema` has it. Throws `invalid` with the first parameter that is wrong. */
export const readQuery = <Schema extends z.ZodType>(
  schema: Schema,
  request: FastifyRequest,
): z.output<Schema> => {
  const result = schema.safeParse(request.query);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.');
  throw new Refusal('invalid', { detail: `${field}: ${issue?.message}`, field });
};
