import { idAlphabet, type NewRow, toMemberSet } from '../../../shared/model/index.ts';
import {
  chance,
  pick,
  pickWeighted,
  type Random,
  seededRandom,
  whole,
} from '../../../shared/sample/chance.ts';
import { addDays } from '../../../shared/sample/days.ts';
import { citizenNumber, creditCode } from '../../../shared/sample/identity.ts';
import { zh } from '../../../shared/sample/zh/index.ts';

/** The stored columns of `customers` and six more, as a team would add them: 20 in all. */
export const benchColumns = [
  'name',
  'kind',
  'phone',
  'tags',
  'dealCount',
  'averageTicket',
  'intent',
  'owner',
  'outlet',
  'industry',
  'source',
  'idNumber',
  'birthday',
  'note',
  'address',
  'wechat',
  'openedOn',
  'balance',
  'lastContact',
  'risk',
] as const;

const today = '2026-01-01';
/** Rows were made one after the other from this day on. */
const madeAt = Date.parse(today);

/**
 * Customers of a Chinese post office with every one of `benchColumns` filled, one by one, in the
 * order of their ids: a million never stand in memory at once. The same seed gives the same rows.
 */
export const benchRows = function* (count: number, seed: number): Generator<NewRow> {
  const random = seededRandom(seed);
  for (let index = 0; index < count; index++) yield benchRow(random, index);
};

const benchRow = (random: Random, index: number): NewRow => {
  const isPerson = chance(random, 0.62);
  const kind = isPerson ? 'individual' : 'enterprise';
  const line = pick(random, zh.lines);
  const birthday = addDays(today, -whole(random, 22 * 365, 76 * 365));
  const values = {
    name: isPerson ? zh.individualName(random) : zh.enterpriseName(random, line),
    kind,
    phone: `+86199${String(whole(random, 0, 99_999_999)).padStart(8, '0')}`,
    tags: toMemberSet(
      zh.tagGroups.flatMap(({ tags }) => (chance(random, 0.4) ? pick(random, tags) : [])),
    ),
    dealCount: whole(random, 0, 14),
    averageTicket: whole(random, 3, 2_000) * 10,
    intent: pick(random, ['clear', 'considering', 'unclear']),
    owner: `person${whole(random, 0, 5)}`,
    outlet: `outlet${whole(random, 0, 5)}`,
    industry: isPerson ? pick(random, zh.occupations) : line.industry,
    source: pick(random, ['walkIn', 'referral', 'event', 'telemarketing', 'online']),
    idNumber: isPerson
      ? citizenNumber(birthday, whole(random, 1, 999))
      : creditCode(whole(random, 0, 99_999_999)),
    birthday,
    note: pick(random, zh.notes[kind]),
    address: `${pick(random, zh.outlets)}辖区 ${whole(random, 1, 60)} 号楼 ${whole(random, 101, 2_906)} 室`,
    wechat: `wx_${whole(random, 0, 2 ** 31).toString(36)}`,
    openedOn: addDays(today, -whole(random, 1, 4_000)),
    balance: whole(random, 0, 80_000_000) / 100,
    lastContact: addDays(today, -whole(random, 0, 365)),
    risk: pickWeighted(random, ['low', 'medium', 'high'], (risk) => (risk === 'low' ? 6 : 2)),
  };
  return { id: rowId(madeAt + index, random), values };
};

/** A ULID with chosen time and chance. */
const rowId = (time: number, random: Random): string => {
  let id = '';
  for (let rest = time, digit = 0; digit < 10; digit++, rest = Math.floor(rest / 32))
    id = idAlphabet[rest % 32]! + id;
  for (let digit = 0; digit < 16; digit++) id += idAlphabet[whole(random, 0, 31)]!;
  return id;
};

/** The items in lists of `size`, the last one shorter. */
export const chunksOf = function* <Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
};
