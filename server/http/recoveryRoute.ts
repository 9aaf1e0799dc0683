import type { FastifyInstance } from 'fastify';
import { recoveryBody } from '../../shared/protocol/http.ts';
import { actorOf } from './actors.ts';
import type { DataDependencies } from './dataDependencies.ts';
import { readBody } from './readBody.ts';

/** As much as a client could have sent in one frame, had it been heard. */
const bodyLimit = 8 * 1024 * 1024;

/** Takes in commands of a client whose document was replaced before it heard that they are stored. */
export const recoveryRoute = (app: FastifyInstance, { recover }: DataDependencies): void => {
  app.post('/api/recovery', { bodyLimit }, async (request) =>
    recover(readBody(recoveryBody, request), actorOf(request)),
  );
};
