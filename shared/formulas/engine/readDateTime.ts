interface DateAndTime {
  year: number;
  month: number;
  day: number;
  hours: number;
  minutes: number;
  seconds: number;
}

const day = String.raw`(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/|年(\d{1,2})月)(\d{1,2})日?`;
const time = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?`;
const pattern = new RegExp(`^(?:${day})?(?:(?:^|[ T])${time})?$`);

/**
 * Texts that count as dates and times when formulas compute with them, the same in every language:
 * year, month, day.
 */
export const readDateTime = (
  text: string,
):
  | DateAndTime
  | Omit<DateAndTime, 'hours' | 'minutes' | 'seconds'>
  | Omit<DateAndTime, 'year' | 'month' | 'day'>
  | undefined => {
  const match = /^\d/.test(text) ? pattern.exec(text) : null;
  if (match === null) return undefined;
  const [, year, dashed, slashed, chinese, dayOfMonth, hours, minutes, seconds] = match;
  const date = {
    year: Number(year),
    month: Number(dashed ?? slashed ?? chinese),
    day: Number(dayOfMonth),
  };
  const clock = { hours: Number(hours), minutes: Number(minutes), seconds: Number(seconds ?? 0) };
  if (year === undefined) return clock;
  return hours === undefined ? date : { ...date, ...clock };
};
