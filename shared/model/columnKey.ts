/**
 * The name by which programs know a new column: what it is called when it is made, whatever people
 * call it later. A number tells it from the keys that its table has already.
 */
export const columnKey = (name: string, taken: Iterable<string>): string => {
  const known = new Set(taken);
  const key = name.trim();
  if (!known.has(key)) return key;
  let number = 2;
  while (known.has(`${key} ${number}`)) number++;
  return `${key} ${number}`;
};
