import { type Language, nameIn } from '../model/index.ts';
import { writeReference } from './brackets.ts';
import { nameOfColumn } from './names.ts';
import { optionOf, readStored, writeText, writeToken } from './stored.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

/** A stored formula as people see and type it, names in the reader's language. */
export const showFormula = (
  formula: string,
  table: string,
  vocabulary: FormulaVocabulary,
  language: Language,
): string => {
  const tokens = readStored(formula);
  if (tokens === null) return formula;
  const shown = tokens.map((token) => {
    if (token.kind !== 'reference') return writeToken(token);
    if (token.scope === 'row')
      return writeReference(nameOfColumn(token.text, table, vocabulary, language));
    const { column, option } = optionOf(token);
    const name = vocabulary.option(table, column, option)?.name;
    return writeText(name === undefined ? option : nameIn(name, language));
  });
  return `=${shown.join('')}`;
};
