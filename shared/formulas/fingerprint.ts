import { nameIn } from '../model/index.ts';
import type { BoundFormula, FormulaInput } from './program.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

interface Content {
  readonly table: string;
  readonly inputs: readonly FormulaInput[];
  readonly formulas: readonly BoundFormula[];
}

/** A short text that differs when the formulas, or the texts of what they read, do. */
export const fingerprintOf = (content: Content, vocabulary: FormulaVocabulary): string => {
  const names = content.inputs.map(({ column }) => namesBehind(content.table, column, vocabulary));
  return hash(JSON.stringify([content, names]));
};

/** The words that cells of the column stand for, as `textOf` reads them. */
const namesBehind = (table: string, id: string, vocabulary: FormulaVocabulary): unknown => {
  switch (vocabulary.column(table, id)?.type) {
    case 'select':
      return vocabulary.options(table, id).map((option) => [option.id, nameIn(option.name, 'zh')]);
    case 'tags':
      return vocabulary.tags().map((tag) => [tag.id, nameIn(tag.name, 'zh')]);
    case 'person':
      return vocabulary.people().map((person) => [person.id, person.name]);
    default:
      return null;
  }
};

/** 64 bits of FNV-1a over UTF-16 units: two halves with different seeds. */
const hash = (text: string): string =>
  [0x811c9dc5, 0x01234567].map((seed) => half(text, seed)).join('');

const half = (text: string, seed: number): string => {
  let sum = seed;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  return ((sum ^ (sum >>> 13)) >>> 0).toString(36).padStart(7, '0');
};
