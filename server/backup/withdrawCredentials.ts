import type { SqliteStorage } from '../storage/sqlite/index.ts';
import { type PersonRights, type Replaced, readRights } from './readReplaced.ts';

/** What of the backup's accounts was ended, and what is to be looked at. */
export interface Withdrawn {
  /** False when all of them ended, since the replaced folder could not say which were valid. */
  readonly isCompared: boolean;
  readonly sessions: number;
  readonly tokens: number;
  readonly links: number;
  /** Sentences about people whose rights are again those of the backup. */
  readonly changed: readonly string[];
}

type Writer = SqliteStorage['files']['log']['writer'];

/**
 * Ends every session, token and link that was not valid in the replaced folder too: what was
 * withdrawn after the backup stays withdrawn. Where nothing is known of that, all of them end.
 */
export const withdrawCredentials = async (
  writer: Writer,
  replaced: Replaced | null,
): Promise<Withdrawn> =>
  writer.transaction().execute(async (trx) => {
    const end = async (table: 'sessions' | 'tokens' | 'links'): Promise<number> => {
      const rows = await trx.selectFrom(table).select('hash').execute();
      const ended = rows.filter(({ hash }) => !(replaced?.credentials.has(hash) ?? false));
      for (const { hash } of ended) await trx.deleteFrom(table).where('hash', '=', hash).execute();
      return ended.length;
    };
    const rights = await readRights(trx);
    return {
      isCompared: replaced !== null,
      sessions: await end('sessions'),
      tokens: await end('tokens'),
      links: await end('links'),
      changed: replaced === null ? [] : differences(rights, replaced.rights),
    };
  });

const differences = (
  restored: ReadonlyMap<string, PersonRights>,
  replaced: ReadonlyMap<string, PersonRights>,
): string[] => {
  const sentences: string[] = [];
  for (const [id, now] of restored) {
    const was = replaced.get(id);
    if (was === undefined) continue;
    const again: string[] = [];
    if (now.active && !was.active) again.push('is active again');
    if (now.role !== was.role) again.push(`is ${now.role} again, not ${was.role}`);
    if (now.passwordHash !== was.passwordHash) again.push('has an earlier password again');
    const more = now.ledgers.filter((right) => !was.ledgers.includes(right));
    if (more.length > 0) again.push(`has earlier rights to ${more.length} ledgers again`);
    if (again.length > 0) sentences.push(`${now.name} ${again.join(', ')}.`);
  }
  for (const [id, { name }] of replaced)
    if (!restored.has(id)) sentences.push(`${name} came after the backup, and has no account now.`);
  return sentences;
};
