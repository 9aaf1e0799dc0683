import {
  type Column,
  foldName,
  type Language,
  nameIn,
  type Option,
  spellingsOf,
} from '../model/index.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

/** What stands before an id where a name alone would lead to another column, or to none. */
const idMark = 'id:';

const isCalled = ({ name }: Pick<Column, 'name'>, text: string): boolean =>
  spellingsOf(name).some((spelling) => foldName(spelling) === foldName(text));

/**
 * The column that people mean by `name`, in any spelling of either language, or that programs call
 * so; the first of several.
 */
export const columnCalled = (
  name: string,
  table: string,
  vocabulary: FormulaVocabulary,
): Column | undefined => {
  const columns = vocabulary.columns(table);
  return (
    columns.find((column) => spellingsOf(column.name).includes(name)) ??
    columns.find((column) => isCalled(column, name)) ??
    columns.find(({ key }) => key === name) ??
    columns.find(({ id }) => name === `${idMark}${id}`)
  );
};

/** A name of the column that leads back to it: in the reader's language if that one does. */
export const nameOfColumn = (
  id: string,
  table: string,
  vocabulary: FormulaVocabulary,
  language: Language,
): string => {
  const column = vocabulary.column(table, id);
  if (column === undefined) return `${idMark}${id}`;
  const name = nameIn(column.name, language);
  // What is out of use is named too, though nothing new may read it.
  if (column.deletedAt !== null) return name;
  return columnCalled(name, table, vocabulary)?.id === id && name.trim() === name
    ? name
    : `${idMark}${id}`;
};

/** The text that formulas compute with, the same for everyone: names of both languages in Chinese. */
export const textOfOption = (
  table: string,
  column: string,
  id: string,
  vocabulary: FormulaVocabulary,
): string => {
  const name = vocabulary.option(table, column, id)?.name;
  return name === undefined ? id : nameIn(name, 'zh');
};

/** The option of one of the columns that `text` spells, as the first of them has it. */
export const optionCalled = (
  text: string,
  columns: readonly Column[],
  vocabulary: FormulaVocabulary,
): { column: string; option: string } | undefined => {
  for (const column of columns) {
    if (column.type !== 'select') continue;
    const option = find(vocabulary.options(column.table, column.id), text);
    if (option !== undefined) return { column: column.id, option: option.id };
  }
  return undefined;
};

const find = (options: readonly Option[], text: string): Option | undefined =>
  options.find(({ name }) => spellingsOf(name).includes(text)) ??
  options.find((option) => isCalled(option, text));

/** True for this table's own name, and for those that Excel gives tables by itself. */
export const isThisTable = (
  name: string,
  table: string,
  vocabulary: FormulaVocabulary,
): boolean => {
  const known = vocabulary.table(table);
  return /^(?:table|表)_?\d*$/i.test(name) || (known !== undefined && isCalled(known, name));
};
