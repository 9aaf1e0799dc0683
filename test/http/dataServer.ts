import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { createAccess } from '../../server/access/index.ts';
import { createRecovery } from '../../server/documents/index.ts';
import { dataRoutes } from '../../server/http/dataRoutes.ts';
import { createHttp } from '../../server/http/index.ts';
import { createWorkspacePeople } from '../../server/http/workspacePeople.ts';
import { createSegmentChecks } from '../../server/workers/segmentChecks.ts';
import { type DataServer, startData } from '../projection/server.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';

/** The whole HTTP API over real files, asked with API tokens. */
export interface ApiServer extends DataServer {
  readonly app: FastifyInstance;
  /** Id of the ledger that setup makes. */
  readonly shared: string;
  readonly owner: Client;
  /** Somebody who was invited and joined. */
  member(name: string, role?: string): Promise<Client>;
}

export interface Client {
  readonly user: string;
  readonly token: string;
  ask(method: Method, url: string, body?: unknown, headers?: Headers): Promise<Answer>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = Record<string, string>;

export interface Answer {
  readonly status: number;
  // Tests compare it with what they expect, whatever it is.
  readonly body: Record<string, never> & Record<string, unknown>;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}

const password = 'a long password';
const page = { host: 'suanpan.test', origin: 'http://suanpan.test' };

export const startApi = async (): Promise<ApiServer> => {
  const folder = await temporaryFolder();
  const data = await startData(folder.path);
  const { storage, documents, writers, projection, notes, since, formulas } = data;
  const { log, blobs } = storage;
  const access = createAccess(storage.accounts, () => Date.now());
  const segmentChecks = createSegmentChecks();
  const app = await createHttp({
    access,
    publicUrl: null,
    log: pino({ level: 'silent' }),
    people: createWorkspacePeople(writers),
    onSetup: async () => {},
    clientFolder: null,
    extraRoutes: (routes) =>
      dataRoutes(routes, {
        access,
        writers,
        projection,
        notes,
        since,
        formulas,
        log,
        blobs,
        segmentChecks,
        recover: createRecovery(documents, log, access.level),
        now: () => Date.now(),
      }),
  });

  const ask = async (options: InjectOptions): Promise<Answer & { cookie: string }> => {
    const response = await app.inject(options);
    const isJson = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      body: isJson ? response.json() : {},
      raw: response.rawPayload,
      headers: response.headers,
      cookie: response.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    };
  };

  /** Of whoever the answer signed in. */
  const clientOf = async ({ cookie }: { cookie: string }): Promise<Client> => {
    const headers = { ...page, cookie };
    const made = await ask({ method: 'POST', url: '/api/tokens', headers, payload: { name: 't' } });
    const token = String(made.body.token);
    const authorization = `Bearer ${token}`;
    const me = await ask({ method: 'GET', url: '/api/me', headers: { authorization } });
    return {
      user: (me.body.user as unknown as { id: string }).id,
      token,
      ask: (method, url, body, more = {}) =>
        ask({
          method,
          url,
          headers: { authorization, ...more },
          ...(body === undefined ? {} : { payload: body as object }),
        }),
    };
  };

  const first = { name: 'Ada', email: 'ada@example.com', password, sample: null };
  const signedIn = await ask({ method: 'POST', url: '/api/setup', headers: page, payload: first });
  const owner = await clientOf(signedIn);
  const ledgers = (await owner.ask('GET', '/api/ledgers')).body as unknown as { id: string }[];

  return {
    ...data,
    app,
    shared: ledgers[0]!.id,
    owner,
    member: async (name, role = 'member') => {
      const email = `${name.toLowerCase()}@example.com`;
      const headers = { ...page, cookie: signedIn.cookie };
      const payload = { name, email, role };
      const invited = await ask({ method: 'POST', url: '/api/users', headers, payload });
      const url = `/api/invitations/${String(invited.body.link).split('/join/')[1]}`;
      return clientOf(await ask({ method: 'POST', url, headers: page, payload: { password } }));
    },
    close: async () => {
      await app.close();
      await segmentChecks.close();
      await data.close();
      await folder.remove();
    },
  };
};
