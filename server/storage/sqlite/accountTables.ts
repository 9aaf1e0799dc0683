import type { Level, Role } from '../../../shared/model/index.ts';
import type { Migration } from './migrate.ts';

/** Tables of log.db that hold people and what they may read. */
export interface AccountTables {
  users: {
    id: string;
    name: string;
    email: string;
    role: Role;
    active: number;
    passwordHash: string | null;
    color: string;
    createdAt: number;
  };
  links: { hash: string; user: string; expiresAt: number; usedAt: number | null };
  sessions: { id: string; hash: string; user: string; createdAt: number; expiresAt: number };
  tokens: { id: string; hash: string; user: string; name: string; createdAt: number };
  ledgers: { id: string; name: string; createdBy: string; createdAt: number; shared: number };
  members: { ledger: string; user: string; level: Level };
}

export const accountsMigration: Migration = {
  name: 'accounts',
  statements: [
    `create table users (
       id text not null primary key,
       name text not null,
       email text not null unique,
       role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
       active integer not null check (active in (0, 1)),
       passwordHash text,
       color text not null,
       createdAt integer not null
     )`,
    `create table links (
       hash text not null primary key,
       "user" text not null references users (id),
       expiresAt integer not null,
       usedAt integer
     )`,
    'create index linksByUser on links ("user")',
    `create table sessions (
       id text not null primary key,
       hash text not null unique,
       "user" text not null references users (id),
       createdAt integer not null,
       expiresAt integer not null
     )`,
    'create index sessionsByUser on sessions ("user")',
    `create table tokens (
       id text not null primary key,
       hash text not null unique,
       "user" text not null references users (id),
       name text not null,
       createdAt integer not null
     )`,
    'create index tokensByUser on tokens ("user")',
    `create table ledgers (
       id text not null primary key,
       name text not null,
       createdBy text not null references users (id),
       createdAt integer not null,
       shared integer not null check (shared in (0, 1))
     )`,
    `create table members (
       ledger text not null references ledgers (id),
       "user" text not null references users (id),
       level text not null check (level in ('read', 'write')),
       primary key (ledger, "user")
     ) without rowid`,
    'create index membersByUser on members ("user")',
  ],
};
