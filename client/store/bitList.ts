/** A growing list of yes and no, and how often it says yes. */
export interface BitList {
  readonly count: number;
  get(index: number): boolean;
  set(index: number, value: boolean): void;
  push(value: boolean): void;
}

export const createBitList = (): BitList => {
  let bits = new Uint8Array(64);
  let length = 0;
  let count = 0;
  return {
    get count() {
      return count;
    },
    get: (index) => bits[index] === 1,
    set: (index, value) => {
      count += Number(value) - bits[index]!;
      bits[index] = Number(value);
    },
    push: (value) => {
      if (length === bits.length) {
        const larger = new Uint8Array(bits.length * 2);
        larger.set(bits);
        bits = larger;
      }
      count += Number(value);
      bits[length++] = Number(value);
    },
  };
};
