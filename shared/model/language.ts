export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/**
 * A name that people read. Built-in tables, columns and options carry both languages until
 * somebody renames them; a name that a person wrote is that text in every language.
 */
export type Name = string | { readonly zh: string; readonly en: string };

export const nameIn = (name: Name, language: Language): string =>
  typeof name === 'string' ? name : name[language];

/** Every spelling under which `name` may be typed or pasted. */
export const spellingsOf = (name: Name): readonly string[] =>
  typeof name === 'string' ? [name] : [name.zh, name.en];
