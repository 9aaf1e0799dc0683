import type { FastifyInstance } from 'fastify';
import { isComputed } from '../../shared/model/index.ts';
import type { DataDependencies } from './dataDependencies.ts';
import { actorInLedger } from './ledgerRight.ts';
import { findApiTable } from './rows/apiTable.ts';

/** What tables there are, and under which keys their columns are read and written. */
export const tableRoutes = (
  app: FastifyInstance,
  { access, writers }: Pick<DataDependencies, 'access' | 'writers'>,
): void => {
  app.get<{ Params: { ledger: string } }>('/api/ledgers/:ledger/tables', async (request) => {
    await actorInLedger(request, access, 'read');
    const workspace = await writers.readWorkspace();
    return workspace.tables().map(({ id, key, kind, name }) => ({
      key,
      kind,
      name,
      columns: [...findApiTable(workspace, id).columns].map(([columnKey, column]) => ({
        key: columnKey,
        name: column.name,
        type: column.type,
        settings: column.settings,
        computed: isComputed(column),
      })),
    }));
  });
};
