import fc from 'fast-check';
import { encodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { columnTypeById } from '../../shared/columns/index.ts';
import { builtInRecords, openWorkspace } from '../../shared/documents/index.ts';
import { openRowEngine } from '../../shared/formulas/engine/index.ts';
import { programOf, readInputs } from '../../shared/formulas/index.ts';
import {
  type BuiltInColumn,
  builtInTables,
  type CellValue,
  type Column,
  isRowId,
  languages,
  type NewRow,
  rowIdTime,
} from '../../shared/model/index.ts';
import { type SampleWorkspace, sampleWorkspace, seededRandom } from '../../shared/sample/index.ts';

const today = '2026-03-02';

const make = (language: 'zh' | 'en', seed = 1): SampleWorkspace => {
  let made = 0;
  const newId = (daysAgo: number) =>
    encodeTime(Math.floor(Date.parse(today) - daysAgo * 86_400_000)) +
    String(made++).padStart(16, '0');
  return sampleWorkspace({ language, today, random: seededRandom(seed), newId });
};

const rowsOf = (sample: SampleWorkspace, table: string): readonly NewRow[] =>
  sample.rows.find((part) => part.table === table)?.rows ?? [];

const daysBefore = (date: CellValue | undefined) =>
  (Date.parse(today) - Date.parse(String(date))) / 86_400_000;

const asColumn = (table: string, { id, type, name, width, settings }: BuiltInColumn): Column => ({
  id,
  table,
  type,
  key: id,
  name,
  width,
  order: id,
  deletedAt: null,
  settings: settings ?? {},
});

describe.each(languages)('the sample in %s', (language) => {
  const sample = make(language);
  const customers = rowsOf(sample, 'customers');
  const followUps = rowsOf(sample, 'followUps');
  const deals = rowsOf(sample, 'deals');

  it('SAMPLE-1: has 300 customers in 6 outlets, 900 follow-ups and 120 deals', () => {
    expect(customers).toHaveLength(300);
    expect(new Set(customers.map((row) => row.values.outlet)).size).toBe(6);
    expect(followUps).toHaveLength(900);
    expect(deals).toHaveLength(120);
    expect(sample.people).toHaveLength(6);
  });

  it('SAMPLE-2: is the same for the same seed, and another for another', () => {
    expect(make(language)).toEqual(sample);
    expect(make(language, 2)).not.toEqual(sample);
  });

  it('SAMPLE-3: holds only values that their columns store', () => {
    for (const { id: table, columns } of builtInTables)
      for (const row of rowsOf(sample, table)) {
        expect(isRowId(row.id)).toBe(true);
        for (const [key, value] of Object.entries(row.values)) {
          const built = columns.find((column) => column.id === key);
          expect(built, `${table}/${key}`).toBeDefined();
          const valid = columnTypeById[built!.type].validate(value, asColumn(table, built!));
          expect(valid, `${table}/${key} ${JSON.stringify(value)}`).toBe(true);
          expect(JSON.stringify(value)).not.toMatch(/[{}]|undefined/);
        }
      }
  });

  it('SAMPLE-4: names only options, tags, people and customers that exist', () => {
    const made = new Set(sample.records.map(({ collection, id }) => `${collection}:${id}`));
    const people = new Set(sample.people.map((person) => person.id));
    const ids = new Set(customers.map((row) => row.id));
    for (const { id: table, columns } of builtInTables)
      for (const row of rowsOf(sample, table))
        for (const { id, type, options = [] } of columns) {
          const value = row.values[id];
          if (value === undefined || value === null) continue;
          if (type === 'select')
            expect(
              options.some((option) => option.id === value) ||
                made.has(`options:${table}/${id}/${value}`),
            ).toBe(true);
          if (type === 'tags')
            for (const tag of value as string[]) expect(made.has(`tags:${tag}`)).toBe(true);
          if (type === 'person') expect(people.has(value as string)).toBe(true);
          if (type === 'link') expect(ids.has(value as string)).toBe(true);
        }
  });

  it('SAMPLE-5: gives everyone a phone and an ID number of their own, with right check digits', () => {
    const numbers = customers.map((row) => String(row.values.idNumber));
    expect(new Set(numbers).size).toBe(300);
    expect(new Set(customers.map((row) => row.values.phone)).size).toBe(300);
    expect(new Set(customers.map((row) => row.values.name)).size).toBe(300);
    for (const row of customers) {
      const number = String(row.values.idNumber);
      if (row.values.kind === 'enterprise') {
        expect(creditCodeRemainder(number)).toBe(0);
        continue;
      }
      expect(citizenRemainder(number)).toBe(1);
      expect(number.slice(0, 6)).toBe('110199');
      expect(number.slice(6, 14)).toBe(String(row.values.birthday).replaceAll('-', ''));
    }
  });

  it('SAMPLE-6: is graded as a real book is: few A, some B, mostly C', () => {
    const workspace = openWorkspace(new Y.Doc());
    workspace.apply(builtInRecords(), null);
    const program = programOf('customers', workspace)!;
    const scan = (id: string) => (row: number) => customers[row]?.values[id] ?? null;
    const block = readInputs(program, workspace, scan, [...customers.keys()], today);
    const engine = openRowEngine(program);
    const tiers = engine.compute(block).columns.find(({ column }) => column === 'tier')!.values;
    engine.close();
    const share = (tier: string) => tiers.filter((each) => each === tier).length / tiers.length;
    expect(share('A')).toBeGreaterThan(0.07);
    expect(share('A')).toBeLessThan(0.18);
    expect(share('B')).toBeGreaterThan(0.2);
    expect(share('C')).toBeGreaterThan(0.5);
  });

  it('SAMPLE-7: leaves more than a third of the customers without contact for 30 days', () => {
    const lately = new Set(
      followUps
        .filter((row) => daysBefore(row.values.date) <= 30)
        .map((row) => row.values.customer),
    );
    expect(customers.filter((row) => !lately.has(row.id)).length).toBeGreaterThan(100);
    for (const row of followUps) {
      expect(daysBefore(row.values.date)).toBeGreaterThanOrEqual(0);
      expect(daysBefore(row.values.date)).toBeLessThan(120);
    }
  });

  it('SAMPLE-8: gives a reason for every lost deal and for no other', () => {
    for (const { values } of deals)
      expect(values.lossReason !== undefined).toBe(values.stage === 'lost');
  });

  it('SAMPLE-9: has deals of some days and of some weeks, expected around today', () => {
    const age = ({ id }: NewRow) => (Date.parse(today) - rowIdTime(id)) / 86_400_000;
    const isOpen = ({ values }: NewRow) => values.stage !== 'won' && values.stage !== 'lost';
    const open = deals.filter(isOpen);
    for (const deal of deals) {
      expect(age(deal)).toBeGreaterThan(0);
      expect(age(deal)).toBeLessThan(121);
      // Nothing was signed before it began.
      if (!isOpen(deal)) expect(daysBefore(deal.values.expectedDate)).toBeLessThan(age(deal));
    }
    expect(open.filter((deal) => age(deal) < 7).length).toBeGreaterThan(open.length / 4);
    expect(open.filter((deal) => age(deal) > 14).length).toBeGreaterThan(open.length / 8);
    expect(open.some(({ values }) => daysBefore(values.expectedDate) > 0)).toBe(true);
    expect(open.filter(({ values }) => daysBefore(values.expectedDate) < 0).length).toBeGreaterThan(
      open.length / 2,
    );
  });
});

describe('a seeded sequence', () => {
  it('stays within 0 and 1 and repeats itself', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, two] = [seededRandom(seed), seededRandom(seed)];
        for (let i = 0; i < 50; i++) {
          const value = one();
          expect(value).toBe(two());
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });
});

/** GB 11643: the digits with their weights 2^(17−i), X as 10, are 1 modulo 11. */
const citizenRemainder = (number: string): number =>
  [...number].reduce(
    (sum, digit, i) => sum + (digit === 'X' ? 10 : Number(digit)) * (2 ** (17 - i) % 11),
    0,
  ) % 11;

/** GB 32100: the characters with their weights 3^i modulo 31, the last with 1, are 0 modulo 31. */
const creditCodeRemainder = (code: string): number => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let weight = 1;
  let sum = alphabet.indexOf(code[17]!);
  for (const character of code.slice(0, 17)) {
    sum += weight * alphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return sum % 31;
};
