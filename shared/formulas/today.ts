const formats = new Map<string, Intl.DateTimeFormat>();

/** The ISO date that it is in the time zone (an IANA name; UTC for one that is none) at `now`, ms since 1970. */
export const todayIn = (timeZone: string, now: number): string => {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = formatIn(timeZone);
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${parts.get('year')!.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
};

const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const make = (zone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  try {
    return make(timeZone);
  } catch {
    return make('UTC');
  }
};
