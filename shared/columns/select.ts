import type { Column } from '../model/index.ts';
import type { ColumnContext, ColumnType } from './columnType.ts';
import { readMember } from './lists.ts';
import { directoryOf } from './named.ts';
import {
  findWord,
  showWord,
  type Vocabulary,
  wordFromJson,
  wordToJson,
  writeWord,
} from './vocabulary.ts';

/** One of the column's options, stored by id. A name that is none yet makes an option. */
export const select: ColumnType = {
  id: 'select',
  align: 'left',
  parse: (text, column, context) =>
    readMember(text, (name) => findWord(name, optionsOf(column, context))),
  format: (value, column, context) =>
    showWord(value as string, optionsOf(column, context), context.language),
  validate: (value) => value === null || (typeof value === 'string' && value !== ''),
  sortKey: (value, column, context) => optionsOf(column, context).words.place(value as string),
  copy: (value, column, context) =>
    writeWord(value as string, optionsOf(column, context), context.language),
  toJson: (value, column, context) => wordToJson(value as string, optionsOf(column, context)),
  fromJson: (json, column, context) =>
    typeof json === 'string' || typeof json === 'number'
      ? readMember(String(json), (name) => wordFromJson(name, optionsOf(column, context)))
      : { ok: false, reason: 'wrongKind' },
};

const optionsOf = (column: Column, context: ColumnContext): Vocabulary => ({
  kind: 'option',
  group: `${column.table}/${column.id}`,
  words: directoryOf(context.options(column)),
  word: (id) => context.option(column, id),
});
