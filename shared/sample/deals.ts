import type { CellValue, NewRow } from '../model/index.ts';
import { pick, pickWeighted, type Random, whole } from './chance.ts';
import type { SampleCustomer, Setting } from './customers.ts';
import { addDays } from './days.ts';

/** How many of a hundred deals stand where: a funnel that narrows, and what came out of it. */
const stageShares: Readonly<Record<string, number>> = {
  contact: 20,
  needs: 17,
  proposal: 14,
  negotiation: 10,
  approval: 6,
  won: 21,
  lost: 12,
};

export const sampleDeals = (
  setting: Setting,
  customers: readonly SampleCustomer[],
  count: number,
): readonly NewRow[] =>
  Array.from({ length: count }, () => {
    const { voice, random, today, newId } = setting;
    const customer = pickWeighted(random, customers, ({ tier }) => ({ A: 5, B: 4, C: 1 })[tier]);
    const stage = pickWeighted(random, Object.keys(stageShares), (id) => stageShares[id] ?? 0);
    const { name, least, most } = pick(random, voice.products[customer.kind]);
    const { made, expected } = days(random, stage === 'won' || stage === 'lost');
    const values: Record<string, CellValue> = {
      name,
      customer: customer.id,
      stage,
      amount: roundAmount(least + (most - least) * random() ** 2),
      expectedDate: addDays(today, expected),
      owner: customer.owner,
    };
    if (stage === 'lost')
      values.lossReason = pick(random, ['price', 'price', 'product', 'service']);
    return { id: newId(made), values };
  });

/**
 * How many days ago a deal was made, and in how many it is expected to be signed. Most of what is open
 * is young, some of it has been lying for weeks, and a little is late.
 */
const days = (random: Random, isClosed: boolean): { made: number; expected: number } =>
  isClosed
    ? { made: 30 + 90 * random(), expected: -whole(random, 1, 29) }
    : { made: 0.2 + 34 * random() ** 2.2, expected: whole(random, -6, 60) };

/** As people put amounts in their books: two or three figures, then zeros. */
const roundAmount = (yuan: number): number => {
  const step = yuan < 1_000 ? 10 : yuan < 20_000 ? 500 : yuan < 100_000 ? 1_000 : 10_000;
  return Math.round(yuan / step) * step;
};
