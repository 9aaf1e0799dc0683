import {
  DataEditor,
  type DataEditorProps,
  type DataEditorRef,
  type GridColumn,
} from '@glideapps/glide-data-grid';
import '@glideapps/glide-data-grid/index.css';
import { type ReactNode, type Ref, useCallback, useMemo, useRef } from 'react';
import { useTheme } from '../app/theme.ts';
import { narrowest, type ShownColumn, widest } from '../query/columnLayout.ts';
import { cellRenderer } from './drawCell.ts';
import { type HeaderLook, headerDrawer } from './drawHeader.ts';
import { gridTheme, paletteOf } from './palette.ts';
import type { Place } from './selection.ts';

interface GridCanvasProps
  extends Pick<
    DataEditorProps,
    | 'getCellContent'
    | 'gridSelection'
    | 'onGridSelectionChange'
    | 'highlightRegions'
    | 'onCellClicked'
    | 'onCellActivated'
    | 'onCellContextMenu'
    | 'onFillPattern'
    | 'onHeaderMenuClick'
    | 'onHeaderContextMenu'
    | 'onColumnMoved'
    | 'onVisibleRegionChanged'
    | 'onMouseMove'
  > {
  readonly ref: Ref<DataEditorRef>;
  readonly columns: readonly ShownColumn[];
  readonly titleOf: (index: number) => string;
  /** Rows, and the one under the last where this person may write. */
  readonly height: number;
  readonly blank: number | null;
  readonly mayChangeColumns: boolean;
  readonly mayFill: boolean;
  readonly headerOf: (index: number) => HeaderLook | null;
  readonly focus: () => Place | null;
  /** While the edge of a column is dragged, and (`done`) when it is let go. */
  readonly onWidth: (index: number, width: number, done: boolean) => void;
  readonly rightElement: ReactNode;
}

export const rowHeight = 32;

/** Our own layer pastes, copies and edits; the library only moves about and draws. */
const keybindings = {
  copy: false,
  cut: false,
  paste: false,
  search: false,
  delete: false,
  activateCell: false,
  downFill: false,
  rightFill: false,
} as const;

const fillHandle = { shape: 'square', size: 7, offsetX: 2, offsetY: 2, outline: 1 } as const;
/** Right beside the last column, and as wide as what is left of the screen. */
const rightElementProps = { sticky: false, fill: true } as const;

/**
 * The library reads cells in blocks only to fit a column to what is seen; a promise keeps it from
 * reading whole selections at every step of a range.
 */
const fewCells =
  (cellAt: DataEditorProps['getCellContent']): DataEditorProps['getCellsForSelection'] =>
  ({ x, y, width, height }) =>
  async () =>
    Array.from({ length: Math.min(height, 100) }, (_, row) =>
      Array.from({ length: width }, (_, column) => cellAt([x + column, y + row])),
    );

/** The canvas: glide-data-grid, drawn in our own way. Nothing outside this folder knows it. */
export const GridCanvas = (props: GridCanvasProps) => {
  const { columns, titleOf, height, blank, headerOf, focus, mayChangeColumns } = props;
  const [, theme] = useTheme();
  // Letting go of a column's edge over its menu is a click there too, for the library.
  const edge = useRef<'held' | 'dragged' | 'letGo' | null>(null);
  const palette = paletteOf(theme);
  const themed = useMemo(() => gridTheme(palette), [palette]);
  const drawHeader = useMemo(() => headerDrawer(palette, headerOf), [palette, headerOf]);
  const renderers = useMemo(
    () => [cellRenderer({ palette, focus, isBlank: (row) => row === blank })],
    [palette, focus, blank],
  );
  const markers = useMemo(
    () => ({
      kind: 'clickable-number' as const,
      width: height > 100_000 ? 60 : height > 10_000 ? 52 : 44,
      theme: { bgCell: palette.paper, textLight: palette.ink3 },
      headerTheme: { bgHeader: palette.sunken },
    }),
    [palette, height],
  );
  const { getCellContent } = props;
  const getCells = useMemo(() => fewCells(getCellContent), [getCellContent]);
  // The row under the last one has no number yet.
  const rowTheme = useCallback(
    (row: number) => (row === blank ? { textLight: palette.paper } : undefined),
    [palette, blank],
  );
  const glideColumns = useMemo<GridColumn[]>(
    () =>
      columns.map(({ column, width }, index) => ({
        id: column.id,
        title: titleOf(index),
        width,
        hasMenu: true,
      })),
    [columns, titleOf],
  );

  return (
    <DataEditor
      ref={props.ref}
      width="100%"
      height="100%"
      columns={glideColumns}
      rows={height}
      getCellContent={getCellContent}
      getCellsForSelection={getCells}
      customRenderers={renderers}
      getRowThemeOverride={rowTheme}
      drawHeader={drawHeader}
      theme={themed}
      rowHeight={rowHeight}
      headerHeight={32}
      rowMarkers={markers}
      freezeColumns={columns.length > 1 ? 1 : 0}
      smoothScrollX
      smoothScrollY
      fixedShadowY={false}
      gridSelection={props.gridSelection}
      onGridSelectionChange={props.onGridSelectionChange}
      rangeSelect="rect"
      rowSelect="multi"
      columnSelect="multi"
      rowSelectionMode="auto"
      cellActivationBehavior="double-click"
      editOnType={false}
      keybindings={keybindings}
      fillHandle={props.mayFill ? fillHandle : false}
      allowedFillDirections="orthogonal"
      onFillPattern={props.onFillPattern}
      highlightRegions={props.highlightRegions}
      onCellClicked={props.onCellClicked}
      onCellActivated={props.onCellActivated}
      onCellContextMenu={props.onCellContextMenu}
      onHeaderMenuClick={(index, bounds) => {
        if (edge.current === null) props.onHeaderMenuClick?.(index, bounds);
      }}
      onHeaderContextMenu={props.onHeaderContextMenu}
      onColumnMoved={mayChangeColumns ? props.onColumnMoved : undefined}
      onColumnResizeStart={() => {
        edge.current = 'held';
      }}
      onColumnResize={(_, width, index) => {
        const isHeld = edge.current === 'held' || edge.current === 'dragged';
        if (isHeld) edge.current = 'dragged';
        // A double press on the edge fits the column at once, without a drag.
        props.onWidth(index, width, !isHeld);
      }}
      onColumnResizeEnd={(_, width, index) => {
        // Held but not dragged, the library tells of no width that means anything.
        if (edge.current === 'dragged') props.onWidth(index, width, true);
        edge.current = 'letGo';
        setTimeout(() => {
          if (edge.current === 'letGo') edge.current = null;
        }, 50);
      }}
      minColumnWidth={narrowest}
      maxColumnWidth={widest}
      onVisibleRegionChanged={props.onVisibleRegionChanged}
      onMouseMove={props.onMouseMove}
      rightElement={props.rightElement}
      rightElementProps={rightElementProps}
    />
  );
};
