import type { FastifyInstance } from 'fastify';
import type { DataDependencies } from './dataDependencies.ts';
import { eventRoutes } from './eventRoutes.ts';
import { recoveryRoute } from './recoveryRoute.ts';
import { rowRoutes } from './rows/rowRoutes.ts';
import { segmentRoutes } from './segmentRoutes.ts';

/** Everything under /api that reads and writes what ledgers hold. */
export const dataRoutes = (app: FastifyInstance, dependencies: DataDependencies): void => {
  rowRoutes(app, dependencies);
  segmentRoutes(app, dependencies);
  eventRoutes(app, dependencies);
  recoveryRoute(app, dependencies);
};
