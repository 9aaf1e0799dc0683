import type { FastifyInstance } from 'fastify';
import type { DataDependencies } from './dataDependencies.ts';
import { eventRoutes } from './eventRoutes.ts';
import { noteRoutes } from './noteRoutes.ts';
import { recoveryRoute } from './recoveryRoute.ts';
import { rowRoutes } from './rows/rowRoutes.ts';
import { segmentRoutes } from './segmentRoutes.ts';
import { sinceRoutes } from './sinceRoutes.ts';
import { answerWhatIsStored } from './storedAnswers.ts';
import { tableRoutes } from './tableRoutes.ts';

/** Everything under /api that reads and writes what ledgers hold. */
export const dataRoutes = (app: FastifyInstance, dependencies: DataDependencies): void => {
  app.register(async (routes) => {
    answerWhatIsStored(routes, dependencies.writers);
    tableRoutes(routes, dependencies);
    rowRoutes(routes, dependencies);
    sinceRoutes(routes, dependencies);
    segmentRoutes(routes, dependencies);
    eventRoutes(routes, dependencies);
    noteRoutes(routes, dependencies);
    recoveryRoute(routes, dependencies);
  });
};
