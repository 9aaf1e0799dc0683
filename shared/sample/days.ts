const dayLength = 86_400_000;

/** The ISO date `days` after (or before) an ISO date. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10);
