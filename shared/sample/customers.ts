import { type CellValue, type NewRow, toMemberSet } from '../model/index.ts';
import { chance, pick, pickWeighted, type Random, whole } from './chance.ts';
import { addDays } from './days.ts';
import { citizenNumber, creditCode } from './identity.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { CustomerKind, SampleVoice, TagTopic } from './voice.ts';

/** The grade that a customer's numbers lead to: few A, some B, mostly C. */
export type SampleTier = 'A' | 'B' | 'C';

export interface SampleCustomer {
  readonly id: string;
  readonly name: string;
  readonly kind: CustomerKind;
  readonly tier: SampleTier;
  readonly owner: string;
  readonly tags: readonly string[];
  readonly row: NewRow;
}

/** Makes the id of a row that was made so many days ago; a part of a day is some hours. */
export type NewSampleId = (daysAgo: number) => string;

export interface Setting {
  readonly voice: SampleVoice;
  readonly vocabulary: Vocabulary;
  /** ISO date. */
  readonly today: string;
  readonly random: Random;
  readonly newId: NewSampleId;
}

export const sampleCustomers = (setting: Setting, count: number): readonly SampleCustomer[] => {
  const { random } = setting;
  const phones = distinct(
    count,
    () => `+861990000${String(whole(random, 0, 9999)).padStart(4, '0')}`,
  );
  const names = new Set<string>();
  return phones.map((phone, index) => sampleCustomer(setting, phone, index, names));
};

const sampleCustomer = (
  setting: Setting,
  phone: string,
  index: number,
  taken: Set<string>,
): SampleCustomer => {
  const { voice, vocabulary, random, today } = setting;
  const kind: CustomerKind = chance(random, 0.62) ? 'individual' : 'enterprise';
  const tier = pickWeighted(random, tiers, (candidate) => tierShares[candidate]);
  const line = pick(random, voice.lines);
  const name = distinct(
    1,
    () =>
      kind === 'individual' ? voice.individualName(random) : voice.enterpriseName(random, line),
    taken,
  )[0]!;
  const tags = sampleTags(setting, kind, tier);
  const person = whole(random, 0, vocabulary.people.length - 1);
  // Most customers go to the outlet where their manager works.
  const outlet = chance(random, 0.85) ? person : whole(random, 0, vocabulary.outlets.length - 1);
  const owner = vocabulary.people[person]!.id;
  const birthday = addDays(today, -whole(random, 22 * 365, 76 * 365));
  const industry = kind === 'individual' ? pick(random, voice.occupations) : line.industry;
  const values: Record<string, CellValue> = {
    name,
    kind,
    phone,
    tags: toMemberSet(tags.map(vocabulary.tagId)),
    ...figures(random, kind, tier),
    owner,
    outlet: vocabulary.outlets[outlet]!,
    industry: vocabulary.industryId(industry),
    source: pickWeighted(random, Object.keys(sourceShares), (source) => sourceShares[source] ?? 0),
    idNumber:
      kind === 'individual'
        ? citizenNumber(birthday, whole(random, 1, 999))
        : creditCode(30_000_000 + index * 7919),
  };
  if (kind === 'individual') values.birthday = birthday;
  if (chance(random, 0.3)) values.note = pick(random, voice.notes[kind]);
  const id = setting.newId(0);
  return { id, name, kind, tier, owner, tags, row: { id, values } };
};

const tiers: readonly SampleTier[] = ['A', 'B', 'C'];
const tierShares: Readonly<Record<SampleTier, number>> = { A: 12, B: 27, C: 61 };
const sourceShares: Readonly<Record<string, number>> = {
  walkIn: 34,
  referral: 24,
  event: 16,
  telemarketing: 12,
  online: 14,
};

/** Deals won, average ticket in yuan and intent, as the customer's grade would have them. */
const figures = (
  random: Random,
  kind: CustomerKind,
  tier: SampleTier,
): Record<string, CellValue> => {
  const scale = kind === 'enterprise' ? 2.4 : 1;
  const yuan = (least: number, most: number) =>
    Math.round((least + (most - least) * random() ** 2) / 10) * 10;
  if (tier === 'A')
    return {
      dealCount: whole(random, 3, 14),
      averageTicket: yuan(5_000, 20_000 * scale),
      intent: pick(random, ['clear', 'clear', 'considering']),
    };
  const dealCount = tier === 'B' ? whole(random, 0, 4) : pick(random, [0, 0, 0, 1, 1, 1]);
  return {
    dealCount,
    averageTicket: dealCount === 0 ? null : yuan(300, (tier === 'B' ? 4_800 : 1_900) * scale),
    intent: tier === 'B' ? 'clear' : pick(random, ['considering', 'unclear', 'unclear']),
  };
};

/** Names of the tags of one customer: its value, and some of what it is interested in. */
const sampleTags = (
  { voice, random }: Setting,
  kind: CustomerKind,
  tier: SampleTier,
): readonly string[] => {
  const of = (topic: TagTopic) => voice.tagGroups.find((group) => group.topic === topic)!.tags;
  const [high, promising, ordinary] = of('value');
  const [stamps, wealth, international, onlineSeller] = of('preference');
  const [watch, complained, birthdayCard] = of('service');
  const own = kind === 'individual';
  const likely: readonly (readonly [string | undefined, number])[] = [
    [tier === 'A' ? high : tier === 'B' ? promising : ordinary, tier === 'C' ? 0.3 : 0.8],
    [stamps, own ? 0.14 : 0],
    [wealth, own ? 0.22 : 0],
    [international, own ? 0.03 : 0.2],
    [onlineSeller, own ? 0.04 : 0.28],
    [watch, tier === 'A' ? 0.3 : 0.08],
    [complained, 0.05],
    [birthdayCard, own && tier !== 'C' ? 0.35 : 0],
    [pick(random, of('interest')), 0.3],
    [pick(random, of('industry')), own ? 0 : 0.35],
    [pick(random, of('source')), 0.12],
  ];
  return likely.flatMap(([tag, probability]) =>
    tag !== undefined && chance(random, probability) ? [tag] : [],
  );
};

/** `count` results of `make`, none twice, none in `taken`; they are added to it. */
const distinct = (count: number, make: () => string, taken = new Set<string>()): string[] => {
  const made: string[] = [];
  while (made.length < count) {
    const candidate = make();
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    made.push(candidate);
  }
  return made;
};
