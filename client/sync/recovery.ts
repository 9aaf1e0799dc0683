import { writesIn } from '../../shared/protocol/recovery.ts';
import { Failure } from '../api/failure.ts';
import type { Journal } from './journal.ts';
import type { Refused, WrittenEntry } from './journalEntry.ts';
import type { Outcome, Recovery, ServerApi } from './serverApi.ts';
import { mayPass, type Waiting } from './waiting.ts';

/** In one request: well within `recoveryLimits`, but for one large paste, which goes alone. */
const entriesARequest = 100;
const writesARequest = 20_000;

/**
 * The one way in which writes that lost their document reach the server: hands it the entries,
 * which it knows already, applies, or cannot apply as they were written. Tries until the server
 * has judged all of them; answers false when it was closed, or the session has ended, before.
 */
export const recoverEntries = async (
  api: Pick<ServerApi, 'recover'>,
  journal: Journal,
  entries: readonly WrittenEntry[],
  waiting: Waiting,
): Promise<boolean> => {
  for (const batch of inBatches(entries))
    if (!(await recoverBatch(api, journal, batch, waiting))) return false;
  return true;
};

const recoverBatch = async (
  api: Pick<ServerApi, 'recover'>,
  journal: Journal,
  batch: readonly WrittenEntry[],
  waiting: Waiting,
): Promise<boolean> => {
  for (;;) {
    try {
      record(journal, await api.recover(toBody(batch)));
      return true;
    } catch (error) {
      if (mayPass(error)) {
        if (!(await waiting.next())) return false;
        continue;
      }
      if (!(error instanceof Failure)) throw error;
      if (error.code === 'signInFirst') return false;
      // One entry that cannot be read must not take the others with it.
      if (batch.length > 1) return recoverEach(api, journal, batch, waiting);
      record(journal, [{ id: batch[0]!.id, outcome: 'refused', reason: error.code }]);
      return true;
    }
  }
};

const recoverEach = async (
  api: Pick<ServerApi, 'recover'>,
  journal: Journal,
  batch: readonly WrittenEntry[],
  waiting: Waiting,
): Promise<boolean> => {
  for (const entry of batch)
    if (!(await recoverBatch(api, journal, [entry], waiting))) return false;
  return true;
};

type Judged = Omit<Outcome, 'reason'> & { readonly reason?: Refused | undefined };

const record = (journal: Journal, outcomes: readonly Judged[]): void => {
  for (const { id, outcome, reason } of outcomes)
    if (outcome === 'known' || outcome === 'applied') journal.remove([id]);
    else journal.judge(id, outcome, reason);
};

const toBody = (batch: readonly WrittenEntry[]): Recovery => ({
  document: batch[0]!.document,
  generation: batch[0]!.generation,
  entries: batch.map(({ id, client, clock, commands }) => ({ id, client, clock, commands })),
});

/** In the order in which they were written; each batch of one document and generation. */
const inBatches = (entries: readonly WrittenEntry[]): WrittenEntry[][] => {
  const batches: WrittenEntry[][] = [];
  let writes = 0;
  for (const entry of [...entries].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const last = batches.at(-1);
    writes += writesIn(entry.commands);
    const isSame =
      last !== undefined &&
      last.length < entriesARequest &&
      writes <= writesARequest &&
      last[0]!.document === entry.document &&
      last[0]!.generation === entry.generation;
    if (isSame) {
      last.push(entry);
      continue;
    }
    batches.push([entry]);
    writes = writesIn(entry.commands);
  }
  return batches;
};
