import type { DetailedCellError, HyperFormula, SimpleCellAddress } from 'hyperformula';
import {
  type CellValue,
  type FormulaError,
  type FormulaErrorKind,
  type FormulaResult,
  formulaErrors,
} from '../../model/index.ts';

/** Longer texts are errors, as in Excel; so are those that are longer together with a row's others. */
export const longestText = 32_767;

/** The result in a cell of the engine as cells hold it. */
export const readResult = (
  engine: HyperFormula,
  address: SimpleCellAddress,
  result: FormulaResult | undefined,
): CellValue => {
  const value = engine.getCellValue(address);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (value.length > longestText) return { error: '#VALUE!' };
    return value === '' ? null : value;
  }
  if (typeof value !== 'number') return { error: toErrorKind(value) };
  if (result === 'number') return value;
  return result === 'date' || isDateType(engine, address) ? numberToDate(value) : value;
};

const isDateType = (engine: HyperFormula, address: SimpleCellAddress): boolean => {
  const type: string = engine.getCellValueDetailedType(address);
  return type === 'NUMBER_DATE' || type === 'NUMBER_DATETIME';
};

/** Day 0 of spreadsheets is 30 December 1899. */
const firstDay = Date.UTC(1899, 11, 30);
const lastDay = 2_958_465;

const numberToDate = (value: number): string | FormulaError => {
  const day = Math.floor(value);
  return day < 0 || day > lastDay
    ? { error: '#NUM!' }
    : new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10);
};

const known: ReadonlySet<string> = new Set(formulaErrors);

const isKnown = (text: string): text is FormulaErrorKind => known.has(text);

/** Errors of the engine's own kinds, as of a result that is no single value, are `#ERROR!`. */
const toErrorKind = ({ value }: DetailedCellError): FormulaErrorKind =>
  isKnown(value) ? value : '#ERROR!';
