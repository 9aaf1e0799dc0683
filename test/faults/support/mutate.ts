/** Changes a frame as a broken program or a clever stranger would; `random` draws from 0 to 1. */
export const mutate = (
  frame: Uint8Array,
  others: readonly Uint8Array[],
  random: () => number,
): Uint8Array => {
  let bytes = Array.from(frame);
  const times = 1 + Math.floor(random() * 4);
  for (let time = 0; time < times; time++) {
    const kind = kinds[Math.floor(random() * kinds.length)]!;
    bytes = kind(bytes, others, random);
  }
  return Uint8Array.from(bytes);
};

type Kind = (bytes: number[], others: readonly Uint8Array[], random: () => number) => number[];

const upTo = (random: () => number, end: number): number => Math.floor(random() * end);

const changeBits: Kind = (bytes, _, random) => {
  const at = upTo(random, bytes.length);
  if (bytes.length > 0) bytes[at] = bytes[at]! ^ (1 << upTo(random, 8));
  return bytes;
};
const changeByte: Kind = (bytes, _, random) => {
  if (bytes.length > 0) bytes[upTo(random, bytes.length)] = upTo(random, 256);
  return bytes;
};
const cutOff: Kind = (bytes, _, random) => bytes.slice(0, upTo(random, bytes.length + 1));
const leaveOut: Kind = (bytes, _, random) => {
  const at = upTo(random, bytes.length);
  return [...bytes.slice(0, at), ...bytes.slice(at + upTo(random, 8))];
};
const repeat: Kind = (bytes, _, random) => {
  const at = upTo(random, bytes.length);
  const piece = bytes.slice(at, at + upTo(random, 20));
  return [...bytes.slice(0, at), ...piece, ...bytes.slice(at)];
};
/** A length or a number larger than anything that follows. */
const makeHuge: Kind = (bytes, _, random) => {
  const at = upTo(random, bytes.length);
  return [...bytes.slice(0, at), 255, 255, 255, 255, 15, ...bytes.slice(at + 1)];
};
const goOnAsOther: Kind = (bytes, others, random) => {
  const other = others[upTo(random, others.length)]!;
  return [
    ...bytes.slice(0, upTo(random, bytes.length)),
    ...other.slice(upTo(random, other.length)),
  ];
};
const addNoise: Kind = (bytes, _, random) => [
  ...bytes,
  ...Array.from({ length: upTo(random, 30) }, () => upTo(random, 256)),
];

const kinds: readonly Kind[] = [
  changeBits,
  changeByte,
  cutOff,
  leaveOut,
  repeat,
  makeHuge,
  goOnAsOther,
  addNoise,
];
