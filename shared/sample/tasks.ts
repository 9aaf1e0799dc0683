import type { NewRow } from '../model/index.ts';
import { chance, pick, pickWeighted, whole } from './chance.ts';
import type { SampleCustomer, Setting } from './customers.ts';
import { addDays } from './days.ts';

/** Tasks around today: what is past is mostly done, and some of it is not. */
export const sampleTasks = (
  setting: Setting,
  customers: readonly SampleCustomer[],
  count: number,
): readonly NewRow[] =>
  Array.from({ length: count }, () => {
    const { voice, random, today, newId } = setting;
    const customer = pickWeighted(random, customers, ({ tier }) => ({ A: 4, B: 3, C: 1 })[tier]);
    const daysAhead = whole(random, -20, 21);
    return {
      id: newId(0),
      values: {
        title: pick(random, voice.tasks[customer.kind]).replace('{customer}', customer.name),
        done: chance(random, daysAhead < 0 ? 0.8 : 0.08),
        due: addDays(today, daysAhead),
        customer: customer.id,
        assignee: customer.owner,
      },
    };
  });
