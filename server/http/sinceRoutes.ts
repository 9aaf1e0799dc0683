import type { FastifyInstance } from 'fastify';
import { Refusal } from '../access/index.ts';
import type { DataDependencies } from './dataDependencies.ts';
import { actorInLedger } from './ledgerRight.ts';
import { findApiTable } from './rows/apiTable.ts';

interface SinceParams {
  readonly ledger: string;
  readonly table: string;
  readonly column: string;
}

/** Since when each row has the value that it has in a select column: how long a deal is in its stage. */
export const sinceRoutes = (
  app: FastifyInstance,
  { access, writers, since }: Pick<DataDependencies, 'access' | 'writers' | 'since'>,
): void => {
  app.get<{ Params: SinceParams }>(
    '/api/ledgers/:ledger/tables/:table/since/:column',
    async (request, reply) => {
      await actorInLedger(request, access, 'read');
      const { ledger, table: name, column: key } = request.params;
      const table = findApiTable(await writers.readWorkspace(), name);
      const column =
        table.columns.get(key) ?? [...table.columns.values()].find(({ id }) => id === key);
      if (column === undefined) throw new Refusal('notFound', { field: 'column' });
      if (column.type !== 'select')
        throw new Refusal('invalid', {
          detail: `"${key}" is no select column: times are kept for those only`,
          field: 'column',
        });
      const times = await since.of(ledger, table.id, column.id);
      return reply.type('application/json').send(`{"since":${times}}`);
    },
  );
};
