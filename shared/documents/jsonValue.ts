/** Our values are sets of ids at most; a deep one would overflow the stack of whoever encodes it. */
const deepest = 16;

/**
 * True for what JSON can say: null, texts, finite numbers, booleans, lists and plain objects, 16
 * levels deep at most. Yjs itself carries more (big integers, bytes, `undefined`), which others
 * cannot write down, and cannot store an object that has a `constructor` of its own.
 */
export const isJsonValue = (value: unknown, levels = deepest): boolean => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || levels === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isJsonValue(inner, levels - 1));
  return (
    Object.getPrototypeOf(value) === Object.prototype &&
    !Object.hasOwn(value, 'constructor') &&
    !Object.hasOwn(value, '__proto__') &&
    Object.values(value).every((inner) => isJsonValue(inner, levels - 1))
  );
};
