import type { Column } from '../model/index.ts';
import { columnCalled, isThisTable, optionCalled } from './names.ts';
import { columnsBehind } from './needs.ts';
import { type FormulaProblem, FormulaRefusal } from './problem.ts';
import { longestFormula, writeOption, writeText, writeToken } from './stored.ts';
import { checkSyntax } from './syntax.ts';
import { type Reference, type Token, tokenise } from './tokens.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

export type FormulaParsed =
  | { readonly ok: true; readonly formula: string }
  | { readonly ok: false; readonly problem: FormulaProblem };

/**
 * Reads a formula as people type it, in Excel's language, and gives the form that is stored:
 * columns and options by id. `column` is the one whose formula it is to be, if there is one yet:
 * it must not need its own result.
 */
export const parseFormula = (
  text: string,
  table: string,
  vocabulary: FormulaVocabulary,
  column?: string,
): FormulaParsed => {
  try {
    return { ok: true, formula: toStored(text, table, vocabulary, column) };
  } catch (thrown) {
    if (thrown instanceof FormulaRefusal) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
};

const toStored = (
  text: string,
  table: string,
  vocabulary: FormulaVocabulary,
  column: string | undefined,
): string => {
  const sign = /^\s*[=＝]?\s*/.exec(text)![0].length;
  if (text.trim().length > longestFormula)
    throw new FormulaRefusal({ reason: 'tooLong', from: longestFormula, to: text.length });
  if (sign === text.length) throw new FormulaRefusal({ reason: 'empty', from: 0, to: text.length });
  const end = text.trimEnd().length;
  const tokens = tokenise(text.slice(0, end), sign);
  const compared = checkSyntax(tokens, end);
  const columns = new Map<Token, Column>();
  for (const token of tokens)
    if (token.kind === 'reference') columns.set(token, resolve(token, table, vocabulary, column));
  const read = [...new Set(columns.values())];

  let braces = 0;
  const written = tokens.map((token): string => {
    if (token.kind === 'reference') return `[@${columns.get(token)!.id}]`;
    if (token.kind === 'mark') braces += token.text === '{' ? 1 : token.text === '}' ? -1 : 0;
    // Some countries' Excel has semicolons between arguments.
    if (token.text === ';' && token.kind === 'mark' && braces === 0) return ',';
    if (token.kind !== 'text') return writeToken(token);
    const beside = compared.get(token);
    const candidates = beside === undefined ? read : [columns.get(beside)!];
    const option = braces > 0 ? undefined : optionCalled(token.text, candidates, vocabulary);
    return option === undefined
      ? writeText(token.text)
      : writeOption(`${option.column}/${option.option}`);
  });
  const formula = `=${written.join('')}`;
  if (formula.length > longestFormula)
    throw new FormulaRefusal({ reason: 'tooLong', from: 0, to: end });
  return formula;
};

const resolve = (
  token: Reference,
  table: string,
  vocabulary: FormulaVocabulary,
  own: string | undefined,
): Column => {
  const { from, to, text: name } = token;
  if (token.table !== '' && !isThisTable(token.table, table, vocabulary))
    throw new FormulaRefusal({ reason: 'cellReference', from, to, name: token.table });
  const column = columnCalled(name, table, vocabulary);
  if (column === undefined) throw new FormulaRefusal({ reason: 'unknownColumn', from, to, name });
  if (column.type === 'link') throw new FormulaRefusal({ reason: 'linkColumn', from, to, name });
  if (own !== undefined && columnsBehind(column.id, table, vocabulary).has(own))
    throw new FormulaRefusal({ reason: 'cycle', from, to, name });
  return column;
};
