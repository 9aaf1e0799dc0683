import type { FastifyRequest } from 'fastify';
import type { Level } from '../../shared/model/index.ts';
import { isSchemaId } from '../../shared/model/index.ts';
import { type Access, type Actor, Refusal } from '../access/index.ts';
import { actorOf } from './actors.ts';

export interface LedgerParams {
  readonly ledger: string;
}

/**
 * Who asks for the ledger in the path, when they may. Throws `notFound` for everyone outside, who
 * shall not even learn that it exists, and `forbidden` for readers who want to write.
 */
export const actorInLedger = async (
  request: FastifyRequest<{ Params: LedgerParams }>,
  access: Pick<Access, 'level'>,
  needed: Level,
): Promise<Actor> => {
  const actor = actorOf(request);
  const { ledger } = request.params;
  const level = isSchemaId(ledger) ? await access.level(actor, { kind: 'ledger', ledger }) : null;
  if (level === null) throw new Refusal('notFound', { field: 'ledger' });
  if (needed === 'write' && level !== 'write') throw new Refusal('forbidden');
  return actor;
};
