import { asColumnHolds } from '../columns/cells.ts';
import { writePhone } from '../columns/phoneNumber.ts';
import {
  type CellValue,
  type Column,
  type FormulaError,
  isEmpty,
  isUnread,
  nameIn,
} from '../model/index.ts';
import { textOfOption } from './names.ts';
import type { FormulaInput, FormulaProgram } from './program.ts';
import type { FormulaVocabulary } from './vocabulary.ts';

/** What a formula is given for a cell. Dates are ISO texts; the program says which inputs are. */
export type InputValue = null | string | number | boolean | FormulaError;

/** Inputs of some rows, a list for each of the program's inputs; to be posted to workers. */
export interface InputBlock {
  readonly rows: readonly number[];
  /** ISO date that `TODAY()` gives. */
  readonly today: string;
  readonly columns: readonly (readonly InputValue[])[];
}

/** Reads what the program needs of `rows`. Costs about a microsecond a cell. */
export const readInputs = (
  program: FormulaProgram,
  vocabulary: FormulaVocabulary,
  scan: (column: string) => (row: number) => CellValue,
  rows: ArrayLike<number>,
  today: string,
): InputBlock => {
  const numbers = Array.from(rows);
  return {
    rows: numbers,
    today,
    columns: program.inputs.map((input) => {
      const column = vocabulary.column(program.table, input.column);
      if (input.kind === 'missing' || column === undefined) return numbers.map(() => missing);
      const read = scan(input.column);
      const toInput = inputReader(input, column, vocabulary);
      return numbers.map((row) => toInput(read(row)));
    }),
  };
};

const missing: FormulaError = { error: '#REF!' };
const unread: FormulaError = { error: '#VALUE!' };

const inputReader = (
  { kind }: FormulaInput,
  column: Column,
  vocabulary: FormulaVocabulary,
): ((value: CellValue) => InputValue) => {
  const toText = kind === 'text' ? textReader(column, vocabulary) : null;
  return (value) => {
    const held = asColumnHolds(value, column);
    if (isEmpty(held)) return null;
    if (isUnread(held)) return unread;
    return toText === null ? (held as string | number | boolean) : toText(held);
  };
};

/** Texts that are the same for everyone, whatever language they read. */
const textReader = (
  column: Column,
  vocabulary: FormulaVocabulary,
): ((held: CellValue) => string) => {
  switch (column.type) {
    case 'phone':
      return (held) => writePhone(held as string);
    case 'select':
      return remembering((id) => textOfOption(column.table, column.id, id, vocabulary));
    case 'person':
      return members((id) => vocabulary.person(id)?.name ?? id);
    case 'tags': {
      const places = new Map(vocabulary.tags().map(({ id }, place) => [id, place]));
      const place = (id: string): number => places.get(id) ?? places.size;
      return members(
        (id) => nameIn(vocabulary.tag(id)?.name ?? id, 'zh'),
        (a, b) => place(a) - place(b),
      );
    }
    default:
      return (held) => held as string;
  }
};

const remembering = (textOf: (id: string) => string): ((held: CellValue) => string) => {
  const known = new Map<CellValue, string>();
  return (held) => {
    let text = known.get(held);
    if (text === undefined) {
      text = textOf(held as string);
      known.set(held, text);
    }
    return text;
  };
};

/** Several are separated as they are when they are copied. */
const members = (
  textOf: (id: string) => string,
  order: (a: string, b: string) => number = () => 0,
): ((held: CellValue) => string) => {
  const name = remembering(textOf);
  return (held) =>
    typeof held === 'string'
      ? name(held)
      : (held as readonly string[]).toSorted(order).map(name).join(', ');
};
