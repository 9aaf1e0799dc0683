import type { CellValue, NewRow } from '../model/index.ts';
import { chance, pick, pickWeighted, type Random, whole } from './chance.ts';
import type { SampleCustomer, SampleTier, Setting } from './customers.ts';
import { addDays } from './days.ts';
import type { Conversation } from './voice.ts';

/** How far back the sample remembers, and how long without contact is too long, in days. */
const memory = 120;
const tooLong = 30;

/** How often each grade is contacted, and how many of it nobody has contacted for too long. */
const attention: Readonly<Record<SampleTier, number>> = { A: 7, B: 4, C: 1.6 };
const neglected: Readonly<Record<SampleTier, number>> = { A: 0.12, B: 0.3, C: 0.52 };

/** `count` follow-ups of the last 120 days, oldest first; more than a third of customers wait. */
export const sampleFollowUps = (
  setting: Setting,
  customers: readonly SampleCustomer[],
  count: number,
): readonly NewRow[] => {
  const { random } = setting;
  const attended = customers.filter((customer) => !chance(random, neglected[customer.tier]));
  const lately = new Set(attended);
  const recent = attended.map((customer) => ({ customer, daysAgo: recentDay(random) }));
  const earlier = Array.from({ length: count - recent.length }, () => {
    const customer = pickWeighted(random, customers, ({ tier }) => attention[tier]);
    const least = lately.has(customer) ? 0 : tooLong + 1;
    return { customer, daysAgo: whole(random, least, memory - 1) };
  });
  const told = new Map<SampleCustomer, Set<Conversation>>();
  return [...recent, ...earlier]
    .sort((a, b) => b.daysAgo - a.daysAgo)
    .map(({ customer, daysAgo }) => {
      const before = told.get(customer) ?? new Set();
      told.set(customer, before);
      return followUp(setting, customer, daysAgo, before);
    });
};

const recentDay = (random: Random): number => Math.floor(random() ** 1.5 * tooLong);

/** What one customer and we talked of `before` is talked of again only when all else was. */
const followUp = (
  setting: Setting,
  customer: SampleCustomer,
  daysAgo: number,
  before: Set<Conversation>,
): NewRow => {
  const { voice, vocabulary, random, today, newId } = setting;
  const fitting = voice.conversations.filter((conversation) => fits(conversation, customer));
  if (fitting.every((conversation) => before.has(conversation))) before.clear();
  const said = pickWeighted(
    random,
    fitting.filter((conversation) => !before.has(conversation)),
    (conversation) => (conversation.tag === undefined ? 1 : 4),
  );
  before.add(said);
  const date = addDays(today, -daysAgo);
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, blank: string) => pick(random, voice.blanks[blank] ?? []));
  const values: Record<string, CellValue> = {
    summary: filled(said.summary),
    customer: customer.id,
    date,
    channel: said.channel,
    by: chance(random, 0.93) ? customer.owner : pick(random, vocabulary.people).id,
  };
  if (said.feedback !== undefined) values.feedback = filled(said.feedback);
  if (said.keyInformation !== undefined) values.keyInformation = filled(said.keyInformation);
  if (said.nextStep !== undefined) {
    values.nextStep = filled(said.nextStep);
    values.nextDate = addDays(date, whole(random, 2, 14));
  }
  return { id: newId(0), values };
};

const fits = (conversation: Conversation, customer: SampleCustomer): boolean =>
  conversation.kind === customer.kind &&
  (conversation.tag === undefined || customer.tags.includes(conversation.tag));
