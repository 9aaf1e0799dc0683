import { type FormulaProblemReason, FormulaRefusal } from './problem.ts';
import { checkSyntax } from './syntax.ts';
import { type Reference, type Token, tokenise } from './tokens.ts';

/** More is nobody's formula; Excel has the same limit. */
export const longestFormula = 8_192;

/** The tokens of a stored formula behind its `=`; null for what no program of ours has written. */
export const readStored = (formula: string): readonly Token[] | null => {
  const tokens = tokensOrError(formula);
  return typeof tokens === 'string' ? null : tokens;
};

/** The tokens, or what the column's cells show instead of results, as Excel would. */
export const tokensOrError = (formula: string): readonly Token[] | '#NAME?' | '#ERROR!' => {
  if (!formula.startsWith('=') || formula.length > longestFormula) return '#ERROR!';
  try {
    const tokens = tokenise(formula, 1);
    checkSyntax(tokens, formula.length);
    return tokens.every(isStorable) ? tokens : '#NAME?';
  } catch (thrown) {
    if (!(thrown instanceof FormulaRefusal)) throw thrown;
    return namesNothing.has(thrown.problem.reason) ? '#NAME?' : '#ERROR!';
  }
};

const namesNothing: ReadonlySet<FormulaProblemReason> = new Set([
  'unknownColumn',
  'bareName',
  'wholeColumn',
  'unknownFunction',
  'cellReference',
  'volatile',
]);

const isStorable = (token: Token): boolean =>
  token.kind !== 'reference' || (token.scope !== 'column' && token.table === '');

/** A token in the one form that is stored; texts keep their quotation marks. */
export const writeToken = (token: Token): string => {
  switch (token.kind) {
    case 'text':
      return writeText(token.text);
    case 'reference':
      return token.scope === 'option' ? writeOption(token.text) : `[@${token.text}]`;
    case 'word':
      return token.text.toUpperCase();
    default:
      return token.text;
  }
};

export const writeText = (text: string): string => `"${text.replaceAll('"', '""')}"`;

export const writeOption = (id: string): string => `[=${id}]`;

/** `column/option`, as `[=column/option]` names an option. */
export const optionOf = ({ text }: Reference): { column: string; option: string } => {
  const [column = '', option = ''] = text.split('/');
  return { column, option };
};

/** Ids of the columns that a stored formula reads directly, each once; none for one that cannot be read. */
export const inputsOf = (formula: string): readonly string[] => {
  const references = (readStored(formula) ?? []).filter((token) => token.kind === 'reference');
  return [...new Set(references.flatMap(({ scope, text }) => (scope === 'row' ? [text] : [])))];
};
