/** A rectangle of cells, counted in shown columns (x) and shown rows (y). */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a block of cells lands when it is pasted into `selection`, as in Excel: repeated when
 * the selection is as large or a multiple in both directions (one value fills it), else once, at
 * its top left corner.
 */
export const pasteArea = (block: Pick<Area, 'width' | 'height'>, selection: Area): Area => {
  const { x, y } = selection;
  const fits = (selected: number, own: number) => selected === 1 || selected % own === 0;
  if (!fits(selection.width, block.width) || !fits(selection.height, block.height))
    return { x, y, width: block.width, height: block.height };
  return {
    x,
    y,
    width: Math.max(selection.width, block.width),
    height: Math.max(selection.height, block.height),
  };
};

export const contains = (area: Area, x: number, y: number): boolean =>
  x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;

/** The part of `area` that lies within `width` columns and `height` rows; null when none does. */
export const clip = (area: Area, width: number, height: number): Area | null => {
  const x = Math.max(0, area.x);
  const y = Math.max(0, area.y);
  const right = Math.min(width, area.x + area.width);
  const bottom = Math.min(height, area.y + area.height);
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
};
