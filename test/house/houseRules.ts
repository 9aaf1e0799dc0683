/**
 * Who may know whom. Imports point one way: screens → store → documents → model; routes →
 * documents and access → the storage port. The client and the server never meet.
 */
export interface HouseRules {
  /** Folder or file → folders or files that it may import, besides itself. Longest match wins. */
  readonly folders: Readonly<Record<string, readonly string[]>>;
  /** Package → folders that may import it. Longest match wins; `*` ends a beginning. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

const model = 'shared/model';
const columns = 'shared/columns';
const documents = 'shared/documents';
const query = 'shared/query';
const formulas = 'shared/formulas';
const intake = 'shared/intake';
const protocol = 'shared/protocol';
const sample = 'shared/sample';
const port = 'server/storage/port.ts';
const storageErrors = 'server/storage/errors.ts';

/** What every screen stands on. */
const screen = [
  'client/app',
  'client/api',
  'client/store',
  'client/ui',
  model,
  columns,
  query,
  intake,
  protocol,
];

/** What the screens of a table share: what is shown of it, and how a cell is edited. */
const ofTables = ['client/query', 'client/cells'];

export const houseRules: HouseRules = {
  folders: {
    [model]: [],
    [columns]: [model],
    [documents]: [model, columns],
    [query]: [model, columns],
    [formulas]: [model, columns],
    'shared/formulas/engine': [formulas, model, columns],
    [intake]: [model, columns, query],
    [protocol]: [model],
    [sample]: [model],

    'client/main.tsx': ['client', 'shared'],
    'client/app': [
      ...screen,
      'client/sync',
      'client/settings',
      'client/welcome',
      'client/grid',
      'client/board',
      'client/record',
      'client/bin',
    ],
    // What the shell asks of the store: a port, which the store fulfils.
    'client/app/session.ts': [model],
    'client/api': [model, protocol],
    'client/ui': ['client/app', model],
    'client/workers': [documents, formulas, intake, query, columns, model],
    'client/sync': ['client/api', 'client/workers', documents, model, protocol],
    'client/store': [
      'client/app/session.ts',
      'client/sync',
      'client/api',
      'client/workers',
      documents,
      formulas,
      query,
      columns,
      model,
      protocol,
    ],
    'client/settings': screen,
    'client/settle': screen,
    'client/welcome': screen,
    'client/query': screen,
    'client/cells': screen,
    'client/grid': [...screen, ...ofTables, formulas],
    'client/board': [...screen, ...ofTables],
    'client/record': [...screen, ...ofTables, formulas, 'client/sync'],
    'client/bin': screen,

    'server/main.ts': ['server', 'shared'],
    'server/config.ts': [],
    'server/listen.ts': ['server/config.ts'],
    'server/log.ts': ['server/loggedError.ts'],
    'server/loggedError.ts': [],
    'server/stalls.ts': [],
    [port]: [model, protocol],
    'server/storage': [port, model, protocol],
    'server/access': [port, storageErrors, model, protocol],
    'server/documents': [port, storageErrors, 'server/workers', documents, model, protocol, sample],
    'server/sync': ['server/documents', 'server/access', port, documents, model, protocol],
    // It has a SQLite file of its own, opened as the others are.
    'server/projection': [
      'server/storage/sqlite',
      'server/documents',
      'server/workers',
      storageErrors,
      port,
      documents,
      columns,
      formulas,
      query,
      model,
      protocol,
    ],
    'server/http': [
      'server/documents',
      'server/access',
      'server/projection',
      'server/workers',
      port,
      storageErrors,
      'shared',
    ],
    // Commands of their own, which run beside the server or without it.
    'server/backup': [
      'server/storage/sqlite',
      'server/storage/errors.ts',
      'server/documents',
      'server/config.ts',
      port,
      documents,
      model,
      protocol,
    ],
    'server/doctor': [
      'server/backup',
      'server/storage',
      'server/documents',
      'server/projection',
      documents,
      model,
      protocol,
    ],
    'server/workers': [documents, formulas, columns, model],
  },
  packages: {
    zod: ['shared', 'server', 'client/api', 'client/app'],
    yjs: [
      documents,
      'client/sync',
      'server/sync',
      'server/documents',
      'server/backup',
      'server/doctor',
    ],
    lib0: [documents, 'client/sync', 'server/sync', 'server/documents'],
    'y-protocols': ['client/sync', 'server/sync'],
    'apache-arrow': [documents],
    'libphonenumber-js': [columns],
    ulid: ['client', 'server'],

    '@glideapps/*': ['client/grid'],
    lexical: ['client/record'],
    '@lexical/*': ['client/record'],
    hyperformula: ['shared/formulas/engine'],
    '@hocuspocus/provider': ['client/sync'],
    '@hocuspocus/server': ['server/sync'],

    react: ['client'],
    'react-dom': ['client'],
    'react-i18next': ['client'],
    i18next: ['client'],
    antd: ['client'],
    '@ant-design/*': ['client'],
    '@tanstack/*': ['client'],
    dayjs: ['client'],
    idb: ['client/sync'],
    wouter: ['client'],
    papaparse: ['shared/columns', 'client/grid'],

    'node:*': ['server'],
    fastify: ['server/http', 'server/main.ts', 'server/listen.ts'],
    '@fastify/*': ['server/http', 'server/main.ts'],
    ws: ['server/sync'],
    pino: ['server'],
    sqlite3: ['server/storage', 'server/projection'],
    kysely: ['server/storage', 'server/projection', 'server/doctor'],
    'kysely-generic-sqlite': ['server/storage', 'server/projection'],
    '@node-rs/argon2': ['server/access'],
  },
};
