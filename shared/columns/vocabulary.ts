import { foldName, idFromName, type Language, spellingsOf } from '../model/index.ts';
import type { Making } from './columnType.ts';
import { type Directory, type Named, shownName } from './named.ts';
import { type Found, markedId, referenceTo } from './reference.ts';

/** Words that people make by writing them: the options of a column, or the tags. */
export interface Vocabulary {
  readonly kind: Making['kind'];
  /** What ids of new words derive from, beside the name. */
  readonly group: string;
  /** Words in use. */
  readonly words: Directory<Word>;
  /** One word, a deleted one too. */
  word(id: string): Word | undefined;
}

export interface Word extends Named {
  readonly deletedAt: number | null;
}

/** Longer text that lands in a column of words is a note in the wrong place, not a word. */
const longestNewName = 100;

/** The word that `text` names; a new one when there is none. */
export const findWord = (text: string, vocabulary: Vocabulary): Found => {
  const marked = markedId(text);
  if (marked !== null) return { id: marked };
  const [word] = vocabulary.words.called(text);
  if (word !== undefined) return { id: word.id };
  const name = text.trim().replace(/\s+/g, ' ');
  return name.length > longestNewName ? { reason: 'wrongKind' } : newWord(name, vocabulary);
};

/**
 * A word with the id that everyone who writes `name` now comes to: the deleted one that was called
 * so, if any. The first choice is taken when a word that was once called so has another name
 * today: it must not be renamed back.
 */
const newWord = (name: string, { kind, group, word }: Vocabulary): Found => {
  const id = newWordId(name, group, word);
  return { id, makes: { kind, id, name } };
};

/** See `newWord`. */
export const newWordId = (
  name: string,
  group: string,
  word: (id: string) => Word | undefined,
): string => {
  for (let turn = 1; ; turn++) {
    const id = idFromName(turn === 1 ? group : `${group}#${turn}`, name);
    const known = word(id);
    if (known === undefined || (known.deletedAt !== null && isCalled(name, known))) return id;
  }
};

/** True when `name` is a spelling of the word's name, or of its label. */
export const isCalled = (name: string, { name: own, label }: Omit<Named, 'id'>): boolean =>
  [own, ...(label === undefined ? [] : [label])]
    .flatMap(spellingsOf)
    .some((spelling) => foldName(spelling) === foldName(name));

/** The text that `findWord` reads back. */
export const writeWord = (id: string, vocabulary: Vocabulary, language: Language): string =>
  referenceTo(id, [showWord(id, vocabulary, language)], (text) => findWord(text, vocabulary));

export const showWord = (id: string, vocabulary: Vocabulary, language: Language): string =>
  shownName(vocabulary.words.get(id) ?? vocabulary.word(id), id, language);

/** The word in the HTTP API: a name that people gave, or the lasting id of a built-in word. */
export const wordToJson = (id: string, vocabulary: Vocabulary): string => {
  const word = vocabulary.words.get(id) ?? vocabulary.word(id);
  const { name, label } = word ?? {};
  const labels = label === undefined ? [] : spellingsOf(label);
  const names = typeof name === 'string' ? [name, ...labels, id] : [id];
  return referenceTo(id, names, (text) => wordFromJson(text, vocabulary));
};

/** Reads a word from the HTTP API: its id, or any spelling of its name. */
export const wordFromJson = (text: string, vocabulary: Vocabulary): Found =>
  vocabulary.word(text) === undefined ? findWord(text, vocabulary) : { id: text };
