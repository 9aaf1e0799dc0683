import type { Column, FormulaErrorKind, FormulaResult } from '../model/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import { textOfOption } from './names.ts';
import { columnsBehind } from './needs.ts';
import { inputsOf, optionOf, tokensOrError, writeText, writeToken } from './stored.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

/**
 * What it takes to compute the formula columns of one table: plain JSON, for workers. Formulas are
 * in the order of their columns; they may read each other.
 */
export interface FormulaProgram {
  readonly table: string;
  readonly inputs: readonly FormulaInput[];
  readonly formulas: readonly BoundFormula[];
  /** True when a result may change at midnight. */
  readonly usesToday: boolean;
  /** Another one whenever a change of the schema may change any result. */
  readonly fingerprint: string;
}

export interface FormulaInput {
  readonly column: string;
  readonly kind: InputKind;
}

/** What the engine is given for cells of the column; `missing`: the column is out of use. */
export type InputKind = 'text' | 'number' | 'date' | 'checkbox' | 'missing';

export interface BoundFormula {
  readonly column: string;
  /** The stored form with the texts of options in their place; null for one that cannot be read. */
  readonly formula: string | null;
  /** What cells of a formula that cannot be read show. */
  readonly error?: FormulaErrorKind;
  /** Absent while it is not known yet: the engine's word on dates is taken then. */
  readonly result?: FormulaResult;
}

/**
 * Of one table. Every change of the workspace reads all of them anew, on the server too: further
 * ones are in error.
 */
const mostFormulas = 100;

/** All formula columns in use of a table; null where there is none. */
export const programOf = (table: string, vocabulary: FormulaVocabulary): FormulaProgram | null => {
  const columns = formulaColumns(table, vocabulary);
  return columns.length === 0 ? null : assemble(table, columns.map(toSource), vocabulary);
};

/** Stands for the column that a formula on trial has not got yet. */
export const trialColumn = '$trial';

/** A formula that no column has yet, with the formulas that it reads. */
export const trialProgram = (
  formula: string,
  table: string,
  vocabulary: FormulaVocabulary,
): FormulaProgram => {
  const behind = new Set(
    inputsOf(formula).flatMap((id) => [...columnsBehind(id, table, vocabulary)]),
  );
  const needed = formulaColumns(table, vocabulary).filter(({ id }) => behind.has(id));
  return assemble(table, [...needed.map(toSource), { column: trialColumn, formula }], vocabulary);
};

interface Source {
  readonly column: string;
  readonly formula: string;
  readonly result?: FormulaResult;
}

const formulaColumns = (table: string, vocabulary: FormulaVocabulary): readonly Column[] =>
  vocabulary.columns(table).filter(({ type }) => type === 'formula');

const toSource = ({ id, settings }: Column): Source => ({
  column: id,
  formula: settings.formula ?? '',
  result: settings.result ?? 'text',
});

const assemble = (
  table: string,
  sources: readonly Source[],
  vocabulary: FormulaVocabulary,
): FormulaProgram => {
  const computed = new Set(sources.map(({ column }) => column));
  const read = new Set(sources.flatMap(({ formula }) => inputsOf(formula)));
  const inputs = [...read]
    .filter((column) => !computed.has(column))
    .map((column) => ({ column, kind: kindOf(vocabulary.column(table, column)) }));
  const formulas = sources.map((source, index) =>
    index < mostFormulas ? bind(source, table, vocabulary) : unbound(source, '#ERROR!'),
  );
  return {
    table,
    inputs,
    formulas: formulas.map(({ usesToday: _, ...formula }) => formula),
    usesToday: formulas.some(({ usesToday }) => usesToday),
    fingerprint: fingerprintOf({ table, inputs, formulas }, vocabulary),
  };
};

const unbound = ({ formula: _, ...source }: Source, error: FormulaErrorKind) => ({
  ...source,
  formula: null,
  error,
  usesToday: false,
});

const bind = (
  { formula, ...source }: Source,
  table: string,
  vocabulary: FormulaVocabulary,
): BoundFormula & { readonly usesToday: boolean } => {
  const tokens = tokensOrError(formula);
  if (typeof tokens === 'string') return unbound({ ...source, formula }, tokens);
  const bound = tokens.map((token) => {
    if (token.kind !== 'reference' || token.scope !== 'option') return writeToken(token);
    const { column, option } = optionOf(token);
    return writeText(textOfOption(table, column, option, vocabulary));
  });
  const usesToday = tokens.some(({ kind, text }) => kind === 'function' && text === 'TODAY');
  return { ...source, formula: `=${bound.join('')}`, usesToday };
};

const kindOf = (column: Column | undefined): InputKind => {
  if (column === undefined || column.deletedAt !== null) return 'missing';
  switch (column.type) {
    case 'number':
    case 'currency':
      return 'number';
    case 'date':
    case 'checkbox':
      return column.type;
    case 'link':
    case 'formula':
      return 'missing';
    default:
      return 'text';
  }
};
