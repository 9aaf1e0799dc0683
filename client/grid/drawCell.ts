import type { CustomRenderer, Rectangle } from '@glideapps/glide-data-grid';
import type { GradeRank } from '../cells/grades.ts';
import type { CellLook, Chip } from './cellLook.ts';
import type { LookCell } from './cellLooks.ts';
import type { Palette } from './palette.ts';
import type { Place } from './selection.ts';

type Context = CanvasRenderingContext2D;

const padding = 10;
const chipHeight = 20;
const chipPadding = 7;
const chipGap = 4;
export const tickSize = 15;

interface Drawing {
  readonly palette: Palette;
  /** The one cell that keys go to. */
  focus(): Place | null;
  /** True for the row under the last one. */
  isBlank(row: number): boolean;
}

/** Draws every cell of the grid; all of them are of one kind and say in `data` how they look. */
export const cellRenderer = ({ palette, focus, isBlank }: Drawing): CustomRenderer<LookCell> => ({
  kind: 'custom' as LookCell['kind'],
  isMatch: (cell): cell is LookCell => 'shape' in cell.data,
  needsHover: false,
  needsHoverPosition: false,
  measure: (context, cell) => measure(context, cell.data),
  draw: ({ ctx, rect, col, row }, { data }) => {
    ctx.textBaseline = 'middle';
    if (isBlank(row)) drawHint(ctx, rect, data.text, palette);
    else drawLook(ctx, rect, data, palette);
    const at = focus();
    // The row markers are column 0 of the canvas.
    if (at !== null && at.x === col - 1 && at.y === row) {
      ctx.strokeStyle = palette.amber;
      ctx.lineWidth = 1;
      ctx.strokeRect(rect.x + 1.5, rect.y + 1.5, rect.width - 2, rect.height - 2);
    }
  },
});

const drawLook = (context: Context, rect: Rectangle, look: CellLook, palette: Palette): void => {
  switch (look.shape) {
    case 'empty':
      return;
    case 'text':
      drawText(context, rect, textThatFits(context, rect, look), look.align, palette.ink);
      return;
    case 'unread':
      drawText(context, rect, look.text, look.align, palette.ink);
      drawCorner(context, rect, palette.red);
      return;
    case 'error':
      drawText(context, rect, look.text, look.align, palette.red);
      return;
    case 'chips':
      drawChips(context, rect, look.chips, palette);
      return;
    case 'tick':
      drawTick(context, rect, look.ticked, palette);
  }
};

const drawHint = (context: Context, rect: Rectangle, hint: string, palette: Palette): void =>
  drawText(context, rect, hint === '' ? '' : `+  ${hint}`, 'left', palette.ink3);

const drawText = (
  context: Context,
  { x, y, width, height }: Rectangle,
  text: string,
  align: CellLook['align'],
  color: string,
): void => {
  if (text === '') return;
  context.fillStyle = color;
  const shown = fitted(context, text, width - 2 * padding);
  const middle = y + height / 2 + 1;
  if (align === 'left') context.fillText(shown, x + padding, middle);
  else {
    context.textAlign = align;
    context.fillText(shown, align === 'right' ? x + width - padding : x + width / 2, middle);
    context.textAlign = 'start';
  }
};

const textThatFits = (context: Context, { width }: Rectangle, look: CellLook): string => {
  if (look.shorter === undefined) return look.text;
  const fits = (text: string) => textWidth(context, text) <= width - 2 * padding;
  return [look.text, ...look.shorter].find(fits) ?? look.text;
};

/** A text that was kept unread shows a red corner, as a spreadsheet marks what it doubts. */
const drawCorner = (context: Context, { x, y, width }: Rectangle, color: string): void => {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x + width - 7, y + 1);
  context.lineTo(x + width, y + 1);
  context.lineTo(x + width, y + 8);
  context.closePath();
  context.fill();
};

const drawChips = (
  context: Context,
  { x, y, width, height }: Rectangle,
  chips: readonly Chip[],
  palette: Palette,
): void => {
  const top = y + (height - chipHeight) / 2 + 0.5;
  const end = x + width - padding + chipGap;
  let left = x + padding - 3;
  for (const { text, color, grade } of chips) {
    const room = end - left - 2 * chipPadding;
    const shown = fitted(context, text, room);
    if (shown === '') return;
    const chipWidth = textWidth(context, shown) + 2 * chipPadding;
    const { ground, ink, edge } = paintOf(color, grade, palette);
    context.fillStyle = ground;
    context.beginPath();
    context.roundRect(left, top, chipWidth, chipHeight, 4);
    context.fill();
    if (edge !== null) {
      context.strokeStyle = edge;
      context.lineWidth = 1;
      context.stroke();
    }
    context.fillStyle = ink;
    context.fillText(shown, left + chipPadding, y + height / 2 + 1);
    left += chipWidth + chipGap;
  }
};

interface Paint {
  readonly ground: string;
  readonly ink: string;
  readonly edge: string | null;
}

const paintOf = (color: string | null, grade: GradeRank | undefined, palette: Palette): Paint => {
  if (grade !== undefined) return palette.grades[grade];
  if (color === null) return { ground: palette.sunken, ink: palette.ink2, edge: null };
  return { ground: palette.chips[color] ?? palette.sunken, ink: palette.ink, edge: null };
};

const drawTick = (
  context: Context,
  { x, y, width, height }: Rectangle,
  ticked: boolean,
  palette: Palette,
): void => {
  const left = Math.round(x + (width - tickSize) / 2) + 0.5;
  const top = Math.round(y + (height - tickSize) / 2) + 0.5;
  context.beginPath();
  context.roundRect(left, top, tickSize, tickSize, 3);
  if (ticked) {
    context.fillStyle = palette.ink;
    context.fill();
    context.beginPath();
    context.moveTo(left + 3.5, top + 7.8);
    context.lineTo(left + 6.4, top + 10.8);
    context.lineTo(left + 11.5, top + 4.6);
    context.strokeStyle = palette.surface;
    context.lineWidth = 1.7;
  } else {
    context.strokeStyle = palette.lineStrong;
    context.lineWidth = 1;
  }
  context.stroke();
};

const measure = (context: Context, look: CellLook): number =>
  look.shape === 'chips'
    ? look.chips.reduce(
        (width, { text }) => width + textWidth(context, text) + 2 * chipPadding + chipGap,
        2 * padding,
      )
    : textWidth(context, look.text) + 2 * padding;

const widths = new Map<string, number>();

/** Measuring is the slow part of drawing: widths are kept by font and text. */
const textWidth = (context: Context, text: string): number => {
  const key = `${context.font}${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20_000) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
};

/** The text as far as it fits, with an ellipsis where it is cut. */
export const fitted = (context: Context, text: string, room: number): string => {
  // No letter is narrower than this, so what is far too long needs no measuring.
  const most = Math.max(1, Math.ceil(room / 3));
  const begin = text.length > most ? text.slice(0, most) : text;
  if (begin === text && textWidth(context, text) <= room) return text;
  let low = 0;
  let high = begin.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(context, `${begin.slice(0, middle)}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${begin.slice(0, low)}…`;
};
