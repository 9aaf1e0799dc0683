import { type CellValue, type FormulaResult, isEmpty, isFormulaError } from '../model/index.ts';
import type { InputBlock, InputValue } from './inputs.ts';
import type { FormulaProgram, InputKind } from './program.ts';
import { readStored } from './stored.ts';

const probeCount = 48;

/**
 * Rows as they might be, from the empty one on: they hold, in many combinations, what the formulas
 * compare with and what lies beside it. What a formula makes of them tells the kind of its results.
 */
export const probesOf = (program: FormulaProgram, today: string): InputBlock => {
  const { texts, numbers } = constantsOf(program);
  const candidates: Readonly<Record<InputKind, readonly InputValue[]>> = {
    text: [null, '文本', ...texts],
    number: [null, 1, 12_000, ...numbers.flatMap((number) => [number, number + 1, number - 1])],
    date: [null, today, '2020-02-29', '2035-12-31'],
    checkbox: [null, true, false],
    missing: [{ error: '#REF!' }],
  };
  const rows = Array.from({ length: probeCount }, (_, row) => row);
  return {
    rows,
    today,
    columns: program.inputs.map(({ kind }, place) => {
      const values = candidates[kind];
      // Columns go round at different speeds, so that their values meet in many ways.
      return rows.map((row) => {
        if (row < 2) return values[row % values.length]!;
        return values[(row + Math.floor(row / (place + 2))) % values.length]!;
      });
    }),
  };
};

const constantsOf = ({ formulas }: FormulaProgram) => {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  for (const { formula } of formulas)
    for (const token of readStored(formula ?? '') ?? []) {
      if (token.kind === 'text') texts.add(token.text);
      if (token.kind === 'number') numbers.add(Number(token.text));
    }
  return { texts: [...texts], numbers: [...numbers] };
};

/**
 * The kind that all results of these probes are of, empty ones and errors aside; text when they
 * differ. Rows without an empty cell count more: a day after no day is the number 1.
 */
export const kindOfResults = (
  { rows, columns }: InputBlock,
  results: readonly CellValue[],
): FormulaResult => {
  const told = [...rows.keys()].filter(
    (at) => !isEmpty(results[at]) && !isFormulaError(results[at]),
  );
  const whole = told.filter((at) => columns.every((values) => !isEmpty(values[at])));
  const kinds = new Set((whole.length > 0 ? whole : told).map((at) => kindOf(results[at]!)));
  const [kind, ...others] = kinds;
  return kind === undefined || others.length > 0 ? 'text' : kind;
};

const kindOf = (value: CellValue): FormulaResult => {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'checkbox';
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text';
};
