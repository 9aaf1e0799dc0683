import type { CellValue, NewRow } from '../model/index.ts';
import { pick, pickWeighted, whole } from './chance.ts';
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
    const isClosed = stage === 'won' || stage === 'lost';
    const { name, least, most } = pick(random, voice.products[customer.kind]);
    const values: Record<string, CellValue> = {
      name: voice.dealName(customer.name, name),
      customer: customer.id,
      stage,
      amount: Math.round((least + (most - least) * random() ** 2) / 100) * 100,
      expectedDate: addDays(today, isClosed ? -whole(random, 1, 100) : whole(random, -8, 75)),
      owner: customer.owner,
    };
    if (stage === 'lost')
      values.lossReason = pick(random, ['price', 'price', 'product', 'service']);
    return { id: newId(), values };
  });
