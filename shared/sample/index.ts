import type { Language, NewRow, Person, SetRecord } from '../model/index.ts';
import type { Random } from './chance.ts';
import { type NewSampleId, sampleCustomers } from './customers.ts';
import { sampleDeals } from './deals.ts';
import { en } from './en/index.ts';
import { sampleFollowUps } from './followUps.ts';
import { sampleTasks } from './tasks.ts';
import { vocabularyOf } from './vocabulary.ts';
import { zh } from './zh/index.ts';

export { type Random, seededRandom } from './chance.ts';
export type { NewSampleId } from './customers.ts';

export interface SampleOptions {
  readonly language: Language;
  /** ISO date; all that the sample says happened before it or is planned after it. */
  readonly today: string;
  readonly random: Random;
  readonly newId: NewSampleId;
}

export interface SampleWorkspace {
  /** Options, tag groups and tags that the rows use, beside the built-in ones. */
  readonly records: readonly SetRecord[];
  /** Invented staff: they own customers and cannot sign in. */
  readonly people: readonly Person[];
  readonly rows: readonly { readonly table: string; readonly rows: readonly NewRow[] }[];
}

/**
 * A small organisation with 300 customers in 6 outlets, what was said to them in 120 days, and
 * the deals and tasks that came of it. Everyone in it is invented. Goes on top of the built-in
 * tables; the same `random` and `newId` give the same sample.
 */
export const sampleWorkspace = ({
  language,
  today,
  random,
  newId,
}: SampleOptions): SampleWorkspace => {
  const voice = { zh, en }[language];
  const vocabulary = vocabularyOf(voice);
  const setting = { voice, vocabulary, today, random, newId };
  const customers = sampleCustomers(setting, 300);
  return {
    records: vocabulary.records,
    people: vocabulary.people,
    rows: [
      { table: 'customers', rows: customers.map(({ row }) => row) },
      { table: 'followUps', rows: sampleFollowUps(setting, customers, 900) },
      { table: 'deals', rows: sampleDeals(setting, customers, 120) },
      { table: 'tasks', rows: sampleTasks(setting, customers, 80) },
    ],
  };
};
