import { inputsOf } from './stored.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

/** The column and all others from which its cells follow, however indirectly. */
export const columnsBehind = (
  column: string,
  table: string,
  vocabulary: FormulaVocabulary,
): ReadonlySet<string> => {
  const found = new Set<string>();
  const waiting = [column];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const formula = vocabulary.column(table, id)?.settings.formula;
    if (formula !== undefined) waiting.push(...inputsOf(formula));
  }
  return found;
};
