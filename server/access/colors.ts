/** Colours of people: white letters on each have a contrast of at least 4.5 (WCAG AA). */
export const personColors = [
  '#7a4fb5',
  '#1f7fa8',
  '#b5432f',
  '#2f7d4f',
  '#a8620f',
  '#b03a78',
  '#4a5bc4',
  '#5a7a1c',
  '#0f7d78',
  '#8a5a44',
] as const;

/** The colour that the fewest people have; the first of those. */
export const nextColor = (taken: readonly string[]): string => {
  const uses = (color: string) => taken.filter((other) => other === color).length;
  return personColors.reduce((best, color) => (uses(color) < uses(best) ? color : best));
};
