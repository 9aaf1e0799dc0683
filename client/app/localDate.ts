/** ISO date of the day at `time` where the reader is, e.g. `2026-05-06`. */
export const localDate = (time: Date): string => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
};
