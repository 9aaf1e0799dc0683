/** Crockford's base32, as in ULIDs: the one alphabet of row ids and order keys, in ASCII order. */
export const idAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes the next row id. Passed in, because `shared/` has neither clock nor randomness. */
export type NewId = () => string;

export const isRowId = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);

/** Milliseconds since 1970 at which a row id (ULID) was made. */
export const rowIdTime = (id: string): number => {
  let time = 0;
  for (const letter of id.slice(0, 10)) time = time * 32 + idAlphabet.indexOf(letter);
  return time;
};

/**
 * Ids of tables, columns, options, tags and users: safe inside `a/b/c` keys and URLs, and as names
 * of properties (Yjs cannot store an object that has a `constructor` of its own).
 */
export const isSchemaId = (text: string): boolean =>
  /^[A-Za-z0-9_-]{1,64}$/.test(text) && !Object.hasOwn(Object.prototype, text);

/** One spelling for names that people would call the same: NFKC, trimmed, folded, single spaces. */
export const foldName = (name: string): string =>
  isPlain(name)
    ? name.toLowerCase()
    : name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** ASCII and the common Chinese characters, which NFKC leaves alone: a hundred thousand at each key. */
const isPlain = (name: string): boolean => /^[!-~一-鿿]+(?: [!-~一-鿿]+)*$/.test(name);

/**
 * The id of a thing that is its name: two people who make the tag "VIP" at once make one tag.
 * 70 bits: two 35-bit halves of FNV-1a over UTF-16 units with different seeds, in base32.
 */
export const idFromName = (group: string, name: string): string => {
  const text = `${group}\u0000${foldName(name)}`;
  return `${base32(fnv1a(text, 0x811c9dc5))}${base32(fnv1a(text, 0x01234567))}`;
};

const fnv1a = (text: string, seed: number): number => {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

const base32 = (value: number): string => {
  let text = '';
  for (let rest = value, i = 0; i < 7; i++, rest = Math.floor(rest / 32))
    text = idAlphabet[rest % 32] + text;
  return text;
};
