import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type Computing, createComputing } from '../../server/workers/computing.ts';
import type { FormulaProgram, InputBlock } from '../../shared/formulas/index.ts';
import type { CellValue } from '../../shared/model/index.ts';

let computing: Computing;
afterEach(() => computing.close());

const logger = pino({ level: 'silent' });
/** One number `n` in, one formula's result out. */
const programOf = (formula: string): FormulaProgram => ({
  table: 'customers',
  inputs: [{ column: 'n', kind: 'number' }],
  formulas: [{ column: 'out', formula }],
  usesToday: false,
  fingerprint: formula,
});
const blockOf = (numbers: readonly number[]): InputBlock => ({
  rows: numbers.map((_, row) => row),
  today: '2026-03-02',
  columns: [numbers],
});
const compute = async (
  formula: string,
  numbers: readonly number[],
  ledger = 'ours',
): Promise<readonly CellValue[]> =>
  (await computing.compute(programOf(formula), blockOf(numbers), ledger)).columns[0]!.values;

const double = '=[@n]*2';
/** As many steps as `n` says. */
const stepping = '=BESSELJ(1.5,[@n])+[@n]';
const forEver = 1e14;
const error = { error: '#ERROR!' };

describe('the computing worker', () => {
  it('FORM-30: computes blocks that were asked for at once, each with its own results', async () => {
    computing = createComputing(logger);
    const asked = [1, 2, 3].map((n) => compute(double, [n, n + 10]));
    expect(await Promise.all(asked)).toEqual([
      [2, 22],
      [4, 24],
      [6, 26],
    ]);
  });

  it('FORM-31: ends a block that takes too long: it alone is in error, and others go on', async () => {
    computing = createComputing(logger, { quick: 1_500, time: 1_500, heap: 256 });
    const [stuck, other] = await Promise.all([
      compute(stepping, [1, forEver]),
      compute(double, [4]),
    ]);
    expect(stuck).toEqual([error, error]);
    expect(other).toEqual([8]);
    expect((await compute(stepping, [1]))[0]).toBeCloseTo(1.56, 1);
  });

  it('CARE-50: formulas that take long are waited for once and not long: others are computed beside them', async () => {
    computing = createComputing(logger, { quick: 2_500, time: 60_000, heap: 256 });
    await compute(double, [1]);
    let isDone = false;
    const stuck = compute(stepping, [forEver]).finally(() => {
      isDone = true;
    });
    stuck.catch(() => {});
    for (let n = 0; n < 5; n++) expect(await compute(double, [n])).toEqual([n * 2]);
    // Rows for which it does end are not waited for, nor do they wait.
    void compute(stepping, [forEver]).catch(() => {});
    expect((await compute(stepping, [1], 'another ledger'))[0]).toBeCloseTo(1.56, 1);
    expect(isDone).toBe(false);
  });

  it('FORM-31: gives up formulas that take too long again and again, until they are others', async () => {
    computing = createComputing(logger, { quick: 1_500, time: 1_500, heap: 256 });
    for (let block = 0; block < 2; block++) await compute(stepping, [forEver]);
    expect(await compute(stepping, [1])).toEqual([error]);
    expect((await compute(stepping, [1], 'another ledger'))[0]).toBeCloseTo(1.56, 1);
    expect((await compute(`${stepping}+0`, [1]))[0]).toBeCloseTo(1.56, 1);
  });

  it('FORM-31: survives formulas that take too much memory', async () => {
    computing = createComputing(logger, { quick: 20_000, time: 20_000, heap: 64 });
    const growing = '=LEN(SUBSTITUTE(REPT("ab",[@n]),"a","cc"))';
    expect(await compute(growing, [30_000_000])).toEqual([error]);
    expect(await compute(growing, [2])).toEqual([6]);
  });

  it('FORM-31: makes no errors of what it cannot compute because the server stops', async () => {
    computing = createComputing(logger);
    const asked = compute(stepping, [forEver]);
    await computing.close();
    await expect(asked).rejects.toThrow('the server is stopping');
  });
});
