import type { DrawHeaderCallback } from '@glideapps/glide-data-grid';
import type { ColumnTypeId } from '../../shared/model/index.ts';
import { fitted } from './drawCell.ts';
import type { Palette } from './palette.ts';

/** What a header says about its column. */
export interface HeaderLook {
  readonly type: ColumnTypeId;
  /** Over numbers, which stand on the right. */
  readonly isRight: boolean;
  readonly sorted: 'ascending' | 'descending' | null;
  readonly filtered: boolean;
}

/** Twelve-pixel strokes, one for each type. */
const glyphs: Readonly<Record<ColumnTypeId, string>> = {
  text: 'M2 3.2h8M6 3.2v6.6M4.6 9.8h2.8',
  number: 'M4.4 2 3.4 10M8.6 2l-1 8M2 4.6h8.4M1.6 7.4H10',
  currency: 'M2.6 2 6 6.2 9.4 2M6 6.2V10M3.4 6.6h5.2M3.4 8.4h5.2',
  date: 'M2 3h8v7H2zM2 5.4h8M4.2 1.8V3M7.8 1.8V3',
  checkbox: 'M2 2h8v8H2zM4 6l1.6 1.6L8.2 4.4',
  select: 'M6 10.2A4.2 4.2 0 1 0 6 1.8a4.2 4.2 0 0 0 0 8.4ZM4.2 5.4 6 7.2l1.8-1.8',
  tags: 'M2 2.2h4l4.2 4.2-3.8 3.8L2 6zM4.2 4.4v.1',
  person: 'M6 5.6a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM2.2 10.2c.3-2 1.8-3 3.8-3s3.5 1 3.8 3',
  phone: 'M3 1.8h6v8.4H3zM5.2 8.6h1.6',
  formula: 'M8.6 2.2C7.2 1.8 6.6 2.6 6.4 4L5.4 9c-.3 1.3-1 1.6-2 1.2M4 5.4h4.4',
  link: 'M5 7l2-2M4.2 5 2.8 6.4a2 2 0 0 0 2.8 2.8L7 7.8M7.8 7l1.4-1.4a2 2 0 0 0-2.8-2.8L5 4.2',
};

const paths = new Map<string, Path2D>();
const pathOf = (drawing: string): Path2D => {
  let path = paths.get(drawing);
  if (path === undefined) {
    path = new Path2D(drawing);
    paths.set(drawing, path);
  }
  return path;
};

const sortPaths = { ascending: 'M3 7.5 6 4.5l3 3', descending: 'M3 4.5l3 3 3-3' } as const;
const menuPath = 'M3 4.5l3 3 3-3';
const filterPath = 'M1.8 2.5h8.4L7 6.4v3.2l-2-1V6.4z';

const padding = 10;
const glyphSize = 12;
const glyphWidth = glyphSize + 6;
const menuWidth = 30;

/** Draws glyph and name of a column, amber where it sorts or filters what is shown. */
export const headerDrawer =
  (palette: Palette, lookOf: (index: number) => HeaderLook | null): DrawHeaderCallback =>
  ({ ctx, column, columnIndex, rect, isHovered, isSelected, theme }, drawContent) => {
    const look = lookOf(columnIndex);
    if (look === null) {
      drawContent();
      return;
    }
    const ink = isSelected ? palette.onAmber : palette.ink2;
    const faint = isSelected ? palette.onAmber : palette.ink3;
    const middle = rect.y + rect.height / 2;
    const stroke = (drawing: string, x: number, color: string) => {
      ctx.save();
      ctx.translate(x, middle - glyphSize / 2);
      ctx.strokeStyle = color;
      ctx.lineWidth = 1.1;
      ctx.lineCap = 'round';
      ctx.lineJoin = 'round';
      ctx.stroke(pathOf(drawing));
      ctx.restore();
    };

    let end = rect.x + rect.width - padding;
    if (isHovered && column.hasMenu === true) {
      stroke(menuPath, rect.x + rect.width - menuWidth / 2 - 6, ink);
      end = rect.x + rect.width - menuWidth;
    }
    const marks = [look.sorted && sortPaths[look.sorted], look.filtered && filterPath];
    for (const mark of marks) {
      if (!mark) continue;
      end -= glyphSize;
      stroke(mark, end, isSelected ? palette.onAmber : palette.amber);
      end -= 4;
    }

    ctx.font = `${theme.headerFontStyle} ${theme.fontFamily}`;
    ctx.textBaseline = 'middle';
    const room = end - rect.x - padding;
    // Where both do not fit, the name says more than the glyph.
    const ahead = room - ctx.measureText(column.title).width < glyphWidth ? 0 : glyphWidth;
    const title = fitted(ctx, column.title, room - ahead);
    const left = look.isRight
      ? Math.max(rect.x + padding, end - ctx.measureText(title).width - ahead)
      : rect.x + padding;
    if (ahead > 0) stroke(glyphs[look.type], left, faint);
    ctx.fillStyle = ink;
    ctx.fillText(title, left + ahead, middle + 1);
  };
