/** A growing list of 32-bit integers: four bytes a row where an array would hold boxed numbers. */
export interface IntList {
  readonly length: number;
  get(index: number): number;
  set(index: number, value: number): void;
  push(value: number): void;
}

export const createIntList = (): IntList => {
  let items = new Int32Array(64);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get: (index) => items[index]!,
    set: (index, value) => {
      items[index] = value;
    },
    push: (value) => {
      if (length === items.length) {
        const larger = new Int32Array(items.length * 2);
        larger.set(items);
        items = larger;
      }
      items[length++] = value;
    },
  };
};
