import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import type { Access } from '../../server/access/index.ts';
import { createAccess } from '../../server/access/index.ts';
import type { FirstSetup } from '../../server/http/index.ts';
import { createHttp } from '../../server/http/index.ts';
import { StorageError } from '../../server/storage/errors.ts';
import type { SqliteStorage } from '../../server/storage/sqlite/index.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import type { Person } from '../../shared/model/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';

export const password = 'a long password';

export interface Server {
  readonly app: FastifyInstance;
  readonly access: Access;
  readonly storage: SqliteStorage;
  /** People as the workspace document would have them. */
  readonly people: Map<string, Person>;
  /** Setups that were filled; there is no room for the English samples. */
  readonly setups: FirstSetup[];
  readonly logged: string[];
  /** A browser with a cookie jar, on a page of the server itself. */
  browser(): Browser;
  /** A browser that has just set the workspace up. */
  owner(): Promise<Browser>;
  /** A browser of someone who was invited by `by` and joined. */
  member(by: Browser, name: string, role?: string): Promise<Browser>;
  close(): Promise<void>;
}

export interface Browser {
  ask(
    method: Method,
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  cookie(): string | null;
  id(): Promise<string>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Answer {
  readonly status: number;
  // Tests compare it with what they expect, whatever it is.
  readonly body: Json;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}
export interface Json {
  readonly [key: string]: unknown;
}

export const host = 'suanpan.test';

/** The real application on a real SQLite storage, asked through Fastify's own injection. */
export const startServer = async (publicUrl: string | null = null): Promise<Server> => {
  const folder = await temporaryFolder();
  const clientFolder = join(folder.path, 'client');
  await mkdir(join(clientFolder, 'assets'), { recursive: true });
  await writeFile(join(clientFolder, 'index.html'), '<!doctype html><title>Suanpan</title>');
  await writeFile(join(clientFolder, 'abacus.svg'), '<svg/>');
  await writeFile(join(clientFolder, 'assets', 'main-1a2b3c.js'), `//${'x'.repeat(2_000)}`);

  const storage = await openSqliteStorage(join(folder.path, 'data'));
  const access = createAccess(storage.accounts, () => Date.now());
  const people = new Map<string, Person>();
  const setups: FirstSetup[] = [];
  const logged: string[] = [];
  const app = await createHttp({
    access,
    publicUrl,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    people: { savePerson: async (person) => void people.set(person.id, person) },
    onSetup: async (setup) => {
      if (setup.sample === 'en') throw new StorageError('no room for samples');
      setups.push(setup);
    },
    clientFolder,
    extraRoutes: (routes) => {
      routes.get('/api/broken', async () => {
        throw new Error('a secret of the inside');
      });
    },
  });

  const browser = () => createBrowser(app);
  return {
    app,
    access,
    storage,
    people,
    setups,
    logged,
    browser,
    owner: async () => {
      const owner = browser();
      const first = { name: 'Ada', email: 'ada@example.com', password, sample: null };
      await owner.ask('POST', '/api/setup', first);
      return owner;
    },
    member: async (by, name, role = 'member') => {
      const email = `${name.toLowerCase()}@example.com`;
      const invited = await by.ask('POST', '/api/users', { name, email, role });
      const member = browser();
      await member.ask('POST', invitationPath(invited.body.link), { password });
      return member;
    },
    close: async () => {
      await app.close();
      await storage.close();
      await folder.remove();
    },
  };
};

/** Path of the API for a one-time link as people get it. */
export const invitationPath = (link: unknown): string =>
  `/api/invitations/${String(link).split('/join/')[1]}`;

const createBrowser = (app: FastifyInstance): Browser => {
  const jar = new Map<string, string>();
  const ask: Browser['ask'] = async (method, url, body, headers = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const options: InjectOptions = {
      method,
      url,
      headers: {
        host,
        ...(method === 'GET' ? {} : { origin: `http://${host}` }),
        ...(cookie === '' ? {} : { cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    };
    const response = await app.inject(options);
    for (const { name, value } of response.cookies) {
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const isJson = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      body: isJson ? (response.json() as Json) : {},
      text: response.body,
      headers: response.headers,
    };
  };
  return {
    ask,
    cookie: () => jar.get('suanpan_session') ?? null,
    id: async () => String(((await ask('GET', '/api/me')).body.user as Json).id),
  };
};
