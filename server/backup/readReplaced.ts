import { readSqliteStorage } from '../storage/sqlite/index.ts';

/** What is worth knowing of a data folder that a backup takes the place of. */
export interface Replaced {
  /** The latest of all its documents. */
  readonly generation: number;
  /** Hashes of what gives access there. */
  readonly credentials: ReadonlySet<string>;
  /** Rights of each person, by id. */
  readonly rights: ReadonlyMap<string, PersonRights>;
}

export interface PersonRights {
  readonly name: string;
  readonly active: boolean;
  readonly role: string;
  readonly passwordHash: string | null;
  /** `<ledger> <level>`, sorted. */
  readonly ledgers: readonly string[];
}

type Files = ReturnType<typeof readSqliteStorage>['files'];
type Reader = Files['log']['reader'];

/** Null when its log cannot be read any more: nothing is known then. */
export const readReplaced = async (folder: string): Promise<Replaced | null> => {
  const { files, close } = readSqliteStorage(folder);
  const { reader } = files.log;
  try {
    const heads = await reader.selectFrom('heads').select('generation').execute();
    return {
      generation: heads.reduce((most, head) => Math.max(most, head.generation), 0),
      credentials: await readCredentials(reader),
      rights: await readRights(reader),
    };
  } catch {
    // Damaged, perhaps the reason for restoring, or of another version.
    return null;
  } finally {
    await close();
  }
};

const readCredentials = async (reader: Reader): Promise<Set<string>> => {
  const sessions = await reader.selectFrom('sessions').select('hash').execute();
  const tokens = await reader.selectFrom('tokens').select('hash').execute();
  const links = await reader
    .selectFrom('links')
    .select('hash')
    .where('usedAt', 'is', null)
    .execute();
  return new Set([...sessions, ...tokens, ...links].map(({ hash }) => hash));
};

export const readRights = async (reader: Reader): Promise<Map<string, PersonRights>> => {
  const users = await reader.selectFrom('users').selectAll().execute();
  const members = await reader.selectFrom('members').selectAll().execute();
  const ledgers = new Map<string, string[]>();
  for (const { user, ledger, level } of members)
    ledgers.set(user, [...(ledgers.get(user) ?? []), `${ledger} ${level}`].sort());
  return new Map(
    users.map(({ id, name, active, role, passwordHash }) => [
      id,
      {
        name,
        active: active === 1,
        role,
        passwordHash,
        ledgers: ledgers.get(id) ?? [],
      },
    ]),
  );
};
