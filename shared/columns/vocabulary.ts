import { idFromName, nameIn } from '../model/index.ts';
import type { ColumnContext, Making } from './columnType.ts';
import { type Directory, isInUse, type Named, shownName } from './named.ts';
import { type Found, markedId, referenceTo } from './reference.ts';

/** Words that people make by writing them: the options of a column, or the tags. */
export interface Vocabulary {
  readonly kind: Making['kind'];
  /** What ids of new words derive from, beside the name. */
  readonly group: string;
  readonly words: Directory<Named>;
}

/** The word that `text` names; a new one when there is none. */
export const findWord = (text: string, vocabulary: Vocabulary): Found => {
  const marked = markedId(text);
  if (marked !== null) return { id: marked };
  const [word] = vocabulary.words.called(text);
  return word === undefined ? newWord(text.trim(), vocabulary) : take(word, vocabulary);
};

/** A word that was deleted comes back when it is written again. */
const take = (word: Named, { kind }: Vocabulary): Found =>
  isInUse(word)
    ? { id: word.id }
    : { id: word.id, makes: { kind, id: word.id, name: nameIn(word.name, 'zh') } };

/**
 * A word with the id that everyone who makes `name` now comes to. The first choice is taken when
 * a word that was once called so has another name today: it must not be renamed back.
 */
const newWord = (name: string, { kind, group, words }: Vocabulary): Found => {
  let id = idFromName(group, name);
  for (let turn = 2; words.get(id) !== undefined; turn++) id = idFromName(`${group}#${turn}`, name);
  return { id, makes: { kind, id, name } };
};

/** The text that `findWord` reads back. */
export const writeWord = (id: string, vocabulary: Vocabulary, context: ColumnContext): string =>
  referenceTo(id, [shownName(vocabulary.words, id, context)], (text) => findWord(text, vocabulary));

/** The word in the HTTP API: a name that people gave, or the lasting id of a built-in word. */
export const wordToJson = (id: string, vocabulary: Vocabulary): string => {
  const name = vocabulary.words.get(id)?.name;
  const names = typeof name === 'string' ? [name, id] : [id];
  return referenceTo(id, names, (text) => wordFromJson(text, vocabulary));
};

/** Reads a word from the HTTP API: its id, or any spelling of its name. */
export const wordFromJson = (text: string, vocabulary: Vocabulary): Found => {
  const word = vocabulary.words.get(text);
  return word === undefined ? findWord(text, vocabulary) : take(word, vocabulary);
};
