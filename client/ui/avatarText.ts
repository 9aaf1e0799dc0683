/** The one or two letters of an avatar: the family name of a Chinese name, else initials. */
export const initialsOf = (name: string): string => {
  const trimmed = name.trim();
  const first = [...trimmed][0];
  if (first === undefined) return '?';
  if (/\p{Script=Han}/u.test(first)) return first;
  const words = trimmed.split(/\s+/u);
  const last = words.length > 1 ? ([...words.at(-1)!][0] ?? '') : '';
  return (first + last).toUpperCase();
};

/** Of `#12161d`, with the 0.05 that WCAG adds for stray light. */
const inkLuminance = 0.0579;

/**
 * White or ink, whichever reads better on `color` (`#rrggbb`), by WCAG 2 relative luminance;
 * white for anything else.
 */
export const textColorOn = (color: string): string => {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (match === null) return '#ffffff';
  const [red, green, blue] = match.slice(1).map((pair) => {
    const part = Number.parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / inkLuminance ? '#ffffff' : '#12161d';
};
