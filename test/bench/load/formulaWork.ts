// node --import tsx formulaWork.ts <ours|H> <rows> <seed>: computes a tier for every row, for many
// that changed at once, and for one. Says on stdout, as JSON, what each took and what came out.
import { createHash } from 'node:crypto';
import { seededRandom } from '../../../shared/sample/index.ts';
import { openSheet } from './formulaSheet.ts';
import { openTemplate } from './formulaTemplate.ts';

/** What the tier is computed from, as a table has it: texts, numbers and empty cells. */
export interface TierInput {
  readonly dealCount: number;
  readonly averageTicket: number | null;
  readonly intent: string;
}

/** A way to compute tiers: each answers the tiers of the rows that were asked for. */
export interface TierEngine {
  all(): readonly unknown[];
  change(rows: readonly number[]): readonly unknown[];
}

export interface FormulaWork {
  /** In ms. */
  readonly all: number;
  readonly many: number;
  readonly one: number;
  readonly manyRows: number;
  /** Of all results in their order: the same for whoever computed the same. */
  readonly results: string;
}

const intents = ['明确', '考虑中', '不明'];
/** Changed one by one, for a median: one of them alone is below what a clock tells. */
const singles = 101;

const [contender, size, seed] = process.argv.slice(2) as [string, string, string];
const count = Number(size);
const random = seededRandom(Number(seed));

const anInput = (): TierInput => ({
  dealCount: Math.floor(random() * 6),
  averageTicket: random() < 0.2 ? null : Math.floor(random() * 1_000) * 10,
  intent: intents[Math.floor(random() * intents.length)]!,
});

const rows = Array.from({ length: count }, anInput);
const changeRows = (numbers: readonly number[]): void => {
  for (const row of numbers) rows[row] = anInput();
};

const hash = createHash('sha256');
const clock = (work: () => readonly unknown[]): number => {
  const begun = performance.now();
  const results = work();
  const time = performance.now() - begun;
  hash.update(JSON.stringify(results));
  return time;
};

const engine = contender === 'ours' ? openTemplate(rows) : openSheet(rows);
const all = clock(() => engine.all());

// Two of five, from everywhere: rows that lie side by side would be easier than in life.
const many = rows.map((_, row) => row).filter((row) => row % 5 < 2);
changeRows(many);
const manyTime = clock(() => engine.change(many));

const times = Array.from({ length: singles }, () => {
  const row = Math.floor(random() * count);
  changeRows([row]);
  return clock(() => engine.change([row]));
}).sort((a, b) => a - b);

const work: FormulaWork = {
  all,
  many: manyTime,
  one: times[(singles - 1) / 2]!,
  manyRows: many.length,
  results: hash.digest('hex'),
};
process.stdout.write(`${JSON.stringify(work)}\n`);
