import { setImmediate } from 'node:timers/promises';
import type { SyncClient } from '../../sync/support/syncClient.ts';
import type { Visitor } from './visitor.ts';

/** What was written so far, over all lives of the server. */
export interface Written {
  /** Edits of cells `r0`, `r1`…, each with the value `value <n>`; acknowledged or not. */
  edits: number;
  /** Of those, how many were acknowledged: the first so many. */
  acknowledged: number;
  /** Rows that the API has answered with. */
  readonly posted: string[];
}

/** More only keeps this process too busy to hear what is acknowledged. */
const mostUnderWay = 100;

/** Edits as fast as the server takes it. Answers how to stop. */
export const editHard = (writer: SyncClient, written: Written): (() => Promise<void>) => {
  let isAtWork = true;
  const editing = async (): Promise<void> => {
    for (; isAtWork; written.edits++) {
      writer.set(`r${written.edits}`, `value ${written.edits}`);
      do await setImmediate();
      while (isAtWork && written.edits - writer.stored > mostUnderWay);
    }
  };
  const work = editing();
  return async () => {
    isAtWork = false;
    await work;
    written.acknowledged = Math.max(written.acknowledged, writer.stored);
  };
};

/** Posts a row, and the next when that is answered. Answers how to stop. */
export const postHard = (visitor: Visitor, written: Written): (() => Promise<void>) => {
  let isAtWork = true;
  const posting = async (): Promise<void> => {
    const path = `${visitor.ledgerPath}/tables/customers/rows`;
    while (isAtWork) {
      const rows = [{ values: { name: 'posted' } }];
      const answer = await visitor.ask('POST', path, { rows }).catch(() => null);
      const stored = answer?.ok ? await answer.json().catch(() => null) : null;
      if (stored === null) await setImmediate();
      else written.posted.push((stored as { rows: [{ id: string }] }).rows[0].id);
    }
  };
  const work = posting();
  return () => {
    isAtWork = false;
    return work;
  };
};
