import type { FastifyInstance } from 'fastify';
import type { Writers } from '../documents/index.ts';
import type { LedgerParams } from './ledgerRight.ts';
import { problemOf } from './problems.ts';

/**
 * Documents in memory are ahead of the disk: an answer, also that something is there already or is
 * gone, leaves when what it may have been made from is stored, and is `notStored` when it is not.
 */
export const answerWhatIsStored = (
  routes: FastifyInstance,
  { settled }: Pick<Writers, 'settled'>,
): void => {
  routes.addHook('onSend', async (request, reply, payload) => {
    const { ledger = null } = request.params as Partial<LedgerParams>;
    try {
      await settled(ledger);
      return payload;
    } catch (error) {
      const problem = problemOf(error);
      request.log.error({ err: error }, problem.title);
      for (const header of ['content-encoding', 'content-length']) reply.removeHeader(header);
      reply.status(problem.status).type('application/problem+json');
      return JSON.stringify(problem);
    }
  });
};
