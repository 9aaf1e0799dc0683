import { encodeTime, ulid } from 'ulid';
import type { Language, SetRecord } from '../../shared/model/index.ts';
import { type NewSampleId, sampleWorkspace, seededRandom } from '../../shared/sample/index.ts';
import type { Writers } from './writers.ts';

/** Fills the documents of a new workspace before anybody sees them. */
export type Seeding = (setup: {
  readonly ledger: string;
  /** Language of the sample data; null for empty tables. */
  readonly sample: Language | null;
}) => Promise<void>;

const dayLength = 86_400_000;

/** Everybody's sample is the same, so that pictures and guides fit what people see. */
const seed = 7;

export const createSeeding =
  (writers: Writers, now: () => number): Seeding =>
  async ({ ledger, sample }) => {
    if (sample === null) return;
    const { records, people, rows } = sampleWorkspace({
      language: sample,
      today: new Date(now()).toISOString().slice(0, 10),
      random: seededRandom(seed),
      newId: createSampleIds(now()),
    });
    const persons = people.map(({ id, ...properties }): SetRecord => {
      return { type: 'setRecord', collection: 'people', id, properties };
    });
    await writers.applyWorkspace([...records, ...persons], null);
    for (const { table, rows: added } of rows) {
      const at = now();
      await writers.addRows(ledger, { table, rows: added, layer: ulid(at), at }, null);
    }
  };

/**
 * ULIDs that stand in the order in which they are made wherever their times are the same: rows are
 * listed by id, and random ones of one millisecond would list everybody's sample otherwise.
 */
const createSampleIds = (now: number): NewSampleId => {
  const ours = ulid(now).slice(10, 20);
  let made = 0;
  return (daysAgo) =>
    encodeTime(Math.floor(now - daysAgo * dayLength), 10) + ours + encodeTime(made++, 6);
};
