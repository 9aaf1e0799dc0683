import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocumentBroken } from '../../server/documents/index.ts';
import { LogDamaged, SegmentDamaged, StorageError } from '../../server/storage/errors.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/index.ts';
import { seededRandom } from '../../shared/sample/index.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { drawFlip, type Flip, flipInCell, flipInFile } from './support/flips.ts';
import { grouped, note, progress, seed, size } from './support/scale.ts';
import { type Answers, fillFolder, readFolder } from './support/storedWorkspace.ts';

const flips = size({ suite: 100, full: 100_000 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let truth: Answers;
/** Files of a server that ended well, and of one that was killed. */
const closed = (): string => join(folder.path, 'closed');
const killed = (): string => join(folder.path, 'killed');
const damaged = (): string => join(folder.path, 'damaged');

/** A fresh copy to damage. */
const copy = (from: string): void => {
  rmSync(damaged(), { recursive: true, force: true });
  mkdirSync(damaged());
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(damaged(), file));
};

beforeAll(async () => {
  folder = await temporaryFolder();
  await fillFolder(closed(), killed());
  rmSync(join(closed(), 'in-use.lock'));
  copy(killed());
  const storage = await openSqliteStorage(damaged());
  truth = await readFolder(storage);
  await storage.close();
});
afterAll(() => folder.remove());

const isTyped = (error: unknown): boolean =>
  [LogDamaged, SegmentDamaged, StorageError, DocumentBroken].some((type) => error instanceof type);

/** All that the damaged folder answers, or why it cannot be opened. */
const readDamaged = async (from: string, flip: Flip): Promise<Answers | Error> => {
  copy(from);
  if (flip.at === 'file') flipInFile(damaged(), flip);
  const storage = await openSqliteStorage(damaged()).catch((error: Error) => error);
  if (storage instanceof Error) return storage;
  try {
    if (flip.at === 'cell') await flipInCell(storage, flip);
    return await readFolder(storage);
  } finally {
    await storage.close();
  }
};

/**
 * A client id of nobody is told apart from one of somebody else: who had it gets a fresh one. A
 * command that is forgotten is judged again by what its cells hold.
 */
const isLess = (question: string, found: string): boolean => {
  const whole = JSON.parse(truth.get(question) as string) as readonly unknown[];
  const parts = JSON.parse(found) as readonly unknown[];
  if (question === 'commands') return parts.every((id) => whole.includes(id));
  const owners = new Map(whole as readonly [number, string | null][]);
  return (parts as readonly [number, string | null][]).every(
    ([client, owner]) => owner === null || owners.get(client) === owner,
  );
};

const isSound = (question: string, found: string | Error): boolean =>
  found instanceof Error
    ? isTyped(found)
    : found === truth.get(question) ||
      ((question === 'commands' || question.startsWith('owners')) && isLess(question, found));

test(
  'FAULT-12 R5 whatever bit is turned in what is stored, all is there, or refused with a typed error; never something else, never nothing',
  async () => {
    for (const [question, answer] of truth) expect(answer, question).toBeTypeOf('string');
    const drawn = seed('R5');
    const random = seededRandom(drawn);
    const tell = progress('R5', flips);
    const wrong: string[] = [];
    let refused = 0;
    for (let n = 1; n <= flips; n++) {
      const from = random() < 0.5 ? closed() : killed();
      const flip = drawFlip(random, from);
      const answers = await readDamaged(from, flip);
      if (answers instanceof Error) {
        refused++;
        if (!isTyped(answers)) wrong.push(`${JSON.stringify(flip)}: ${answers.stack}`);
      } else {
        const errors = [...answers.values()].filter((answer) => answer instanceof Error);
        if (errors.length > 0) refused++;
        for (const [question, found] of answers)
          if (!isSound(question, found))
            wrong.push(
              `${JSON.stringify(flip)}, ${question}: ${found instanceof Error ? found.stack : found.slice(0, 300)}`,
            );
      }
      tell(n, `${refused} refused, ${wrong.length} wrong`);
    }
    note({
      id: 'R5',
      done: `${grouped(flips)} flipped bits in log.db and blobs.db, with and without their write-ahead logs`,
      found: `${grouped(refused)} refused, the others rebuilt or harmless, ${grouped(wrong.length)} answered wrongly`,
      seed: drawn,
      met: wrong.length === 0,
    });
    expect(wrong.slice(0, 10)).toEqual([]);
  },
  size({ suite: 180_000, full: 6 * 3_600_000 }),
);
