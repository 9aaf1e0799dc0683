import { HyperFormula, type RawCellContent } from 'hyperformula';
import { type CellValue, isFormulaError } from '../../model/index.ts';
import type { ComputedBlock } from '../computed.ts';
import type { InputBlock, InputValue } from '../inputs.ts';
import type { FormulaInput, FormulaProgram } from '../program.ts';
import { inputsOf } from '../stored.ts';
import { engineConfig } from './config.ts';
import { longestText, readResult } from './results.ts';
import { columnLetters, translate } from './translate.ts';

/** Computes rows of one table, whatever their number, on a sheet of a few rows. */
export interface RowEngine {
  compute(block: InputBlock): ComputedBlock;
  close(): void;
}

/** Rows of the sheet: enough to share the price of setting cells, few enough to stay in the cache. */
const sheetRows = 16;

const sheet = 0;

export const openRowEngine = (program: FormulaProgram): RowEngine => {
  const readBy = program.formulas.map(({ formula }) => (formula === null ? [] : inputsOf(formula)));
  let engine = build(program);

  const computeRows = (block: InputBlock, from: number, to: number): CellValue[][] => {
    const width = program.inputs.length;
    const cells = range(from, to).map((at) =>
      program.inputs.map((input, place) => toCell(block.columns[place]![at]!, input)),
    );
    if (width > 0) {
      engine.suspendEvaluation();
      engine.setCellContents({ sheet, row: 0, col: 1 }, cells);
      engine.resumeEvaluation();
    }
    const left = range(from, to).map(() => longestText);
    return program.formulas.map(({ formula, error = '#ERROR!', result }, place) =>
      left.map((_, row) => {
        if (formula === null) return { error };
        const value = readResult(engine, { sheet, row, col: 1 + width + place }, result);
        if (typeof value !== 'string') return value;
        if (value.length > left[row]!) return { error: '#VALUE!' };
        left[row]! -= value.length;
        return value;
      }),
    );
  };

  /** Rows at one of which the engine itself failed: the others are not to suffer for it. */
  const computeApart = (block: InputBlock, from: number, to: number): CellValue[][] => {
    const results: CellValue[][] = program.formulas.map(() => []);
    const renew = (): void => {
      engine.destroy();
      engine = build(program);
      setToday(engine, block.today);
    };
    renew();
    for (let at = from; at < to; at++) {
      try {
        append(results, computeRows(block, at, at + 1));
      } catch {
        renew();
        for (const values of results) values.push({ error: '#ERROR!' });
      }
    }
    return results;
  };

  const compute = (block: InputBlock, from: number, to: number): CellValue[][] => {
    try {
      return computeRows(block, from, to);
    } catch {
      return computeApart(block, from, to);
    }
  };

  /** Names the column that an error came from, when one holds the same. */
  const withCauses = (block: InputBlock, results: readonly CellValue[][]): CellValue[][] => {
    const sources = new Map<string, readonly (InputValue | CellValue)[]>([
      ...program.inputs.map(({ column }, place) => [column, block.columns[place]!] as const),
      ...program.formulas.map(({ column }, place) => [column, results[place]!] as const),
    ]);
    return results.map((values, place) =>
      values.map((value, at) => {
        if (!isFormulaError(value)) return value;
        const cause = readBy[place]!.find((column) => {
          const found = sources.get(column)?.[at];
          return isFormulaError(found) && found.error === value.error;
        });
        return cause === undefined ? value : { error: value.error, cause };
      }),
    );
  };

  return {
    compute: (block) => {
      setToday(engine, block.today);
      const results: CellValue[][] = program.formulas.map(() => []);
      for (let from = 0; from < block.rows.length; from += sheetRows) {
        const to = Math.min(from + sheetRows, block.rows.length);
        append(results, compute(block, from, to));
      }
      const named = withCauses(block, results);
      return {
        rows: block.rows,
        columns: program.formulas.map(({ column }, place) => ({ column, values: named[place]! })),
      };
    },
    close: () => engine.destroy(),
  };
};

/** Column A holds today and the texts that formulas cannot write; then inputs, then formulas. */
const build = (program: FormulaProgram): HyperFormula => {
  const columns = [...program.inputs, ...program.formulas].map(({ column }) => column);
  const letters = new Map(columns.map((column, place) => [column, columnLetters(1 + place)]));
  const texts: string[] = [];
  const places = {
    cellOf: (column: string) => letters.get(column),
    today: '$A$1',
    textAt: (text: string) => {
      if (!texts.includes(text)) texts.push(text);
      return `$A$${2 + texts.indexOf(text)}`;
    },
  };
  const formulas: RawCellContent[][] = range(1, sheetRows + 1).map((row) => [
    ...program.formulas.map(({ formula }) => formula && translate(formula, row, places)),
    // Results of several cells have no room: each row has its own.
    0,
  ]);
  formulas.push(program.formulas.map(() => 0));
  const engine = HyperFormula.buildFromArray([[]], engineConfig);
  engine.setCellContents(
    { sheet, row: 1, col: 0 },
    texts.map((text) => [`'${text}`]),
  );
  engine.setCellContents({ sheet, row: 0, col: 1 + program.inputs.length }, formulas);
  return engine;
};

const setToday = (engine: HyperFormula, today: string): void => {
  engine.setCellContents({ sheet, row: 0, col: 0 }, [[today]]);
};

const append = (lists: CellValue[][], more: readonly CellValue[][]): void => {
  for (const [place, values] of more.entries())
    for (const value of values) lists[place]!.push(value);
};

/** What the engine reads as this very value: a text behind an apostrophe is never anything else. */
const toCell = (value: InputValue, { kind }: FormulaInput): RawCellContent => {
  if (isFormulaError(value)) return value.error;
  return typeof value === 'string' && kind !== 'date' ? `'${value}` : value;
};

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);
