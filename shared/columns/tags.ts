import { type CellValue, isMemberSet } from '../model/index.ts';
import type { ColumnContext, ColumnType } from './columnType.ts';
import { isTextArray, membersOf, readList, readMembers, writeList } from './lists.ts';
import { directoryOf } from './named.ts';
import { showNames } from './shownNames.ts';
import {
  findWord,
  showWord,
  type Vocabulary,
  wordFromJson,
  wordToJson,
  writeWord,
} from './vocabulary.ts';

/** A set of tags from the vocabulary of the workspace. A name that is none yet makes a tag. */
export const tags: ColumnType = {
  id: 'tags',
  align: 'left',
  parse: (text, _column, context) => readList(text, (name) => findWord(name, tagsOf(context))),
  format: (value, _column, context) => showNames(namesIn(value, context), context.language),
  validate: (value) => value === null || isMemberSet(value),
  sortKey: (value, _column, context) => namesIn(value, context).join('\n'),
  copy: (value, _column, context) => {
    const vocabulary = tagsOf(context);
    const names = inOrder(value, vocabulary).map((id) =>
      writeWord(id, vocabulary, context.language),
    );
    return writeList(names, (name) => findWord(name, vocabulary));
  },
  toJson: (value, _column, context) => {
    const vocabulary = tagsOf(context);
    return inOrder(value, vocabulary).map((id) => wordToJson(id, vocabulary));
  },
  fromJson: (json, _column, context) => {
    const find = (name: string) => wordFromJson(name, tagsOf(context));
    if (typeof json === 'string') return readList(json, find);
    if (typeof json === 'number') return readMembers([String(json)], find);
    return isTextArray(json)
      ? readMembers(
          json.filter((name) => name.trim() !== ''),
          find,
        )
      : { ok: false, reason: 'wrongKind' };
  },
};

const tagsOf = (context: ColumnContext): Vocabulary => ({
  kind: 'tag',
  group: '',
  words: directoryOf(context.tags()),
  word: (id) => context.tag(id),
});

/** In the order of the vocabulary: sets are stored by id. */
const inOrder = (value: CellValue, { words }: Vocabulary): readonly string[] =>
  membersOf(value).toSorted((a, b) => words.place(a) - words.place(b));

const namesIn = (value: CellValue, context: ColumnContext): readonly string[] => {
  const vocabulary = tagsOf(context);
  return inOrder(value, vocabulary).map((id) => showWord(id, vocabulary, context.language));
};
