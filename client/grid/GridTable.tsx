import type { DataEditorProps, DataEditorRef } from '@glideapps/glide-data-grid';
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import { isEmpty, nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { setCell } from '../cells/edits.ts';
import { useCandidateSource } from '../cells/useCandidateSource.ts';
import type { ShownColumn } from '../query/columnLayout.ts';
import { useStore } from '../store/useStore.ts';
import { toast } from '../ui/toast.ts';
import { type CellBounds, CellEditor, type CellEditorHandle } from './CellEditor.tsx';
import type { CellAct } from './cellActs.ts';
import { blankCell } from './cellLooks.ts';
import { tickSize } from './drawCell.ts';
import type { HeaderLook } from './drawHeader.ts';
import { GridCanvas } from './GridCanvas.tsx';
import styles from './GridTable.module.css';
import { PeerLabels, type PeerLabelsHandle } from './PeerLabels.tsx';
import { seenPart, underPointer } from './pageBounds.ts';
import { clipboardTexts, type PastedTexts, pastedTexts } from './pastedTexts.ts';
import { placesOf } from './places.ts';
import { RowOpener, type RowOpenerHandle } from './RowOpener.tsx';
import { isWithin, moved, type Place } from './selection.ts';
import { clearAreas, fillArea, fillTyped, type Sheet } from './sheet.ts';
import { type EditTarget, useCellEditor } from './useCellEditor.ts';
import { useClicks } from './useClicks.ts';
import { useClipboard } from './useClipboard.ts';
import { useGridKeys } from './useGridKeys.ts';
import type { SheetSelection } from './useGridSelection.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useLooks } from './useLooks.ts';
import { peerRegions, useOwnPresence, usePeers } from './usePresence.ts';
import { useScroller } from './useScroller.ts';

export interface GridTableHandle {
  focus(): void;
  /** Scrolls the cell into view. */
  show(place: Place): void;
  /** Does with the selected cells what was chosen in their menu. */
  onCells(act: CellAct): void;
}

interface GridTableProps {
  readonly ref: Ref<GridTableHandle>;
  readonly sheet: Sheet;
  readonly columns: readonly ShownColumn[];
  readonly chosen: SheetSelection;
  /** The place of the row under the last one; null where this person may not add rows. */
  readonly blank: number | null;
  readonly headerOf: (index: number) => HeaderLook | null;
  readonly mayChangeColumns: boolean;
  readonly onWidth: (index: number, width: number, done: boolean) => void;
  readonly onColumnMoved: (from: number, to: number) => void;
  readonly onHeaderMenu: (index: number, bounds: CellBounds) => void;
  readonly onCellMenu: (place: Place, bounds: CellBounds) => void;
  readonly onPaste: (texts: PastedTexts | null) => void;
  /** Right before what a shown row holds is changed. */
  readonly onEdit: (place: number) => void;
  /** Opens the record of a shown row. */
  readonly onOpen: (place: number) => void;
  readonly onDeleteRows: (places: readonly number[]) => void;
  readonly onInsertRow: (place: number) => void;
  readonly onFind: () => void;
  readonly atEnd: ReactNode;
}

/** The canvas, the text field that edits it, and where the others are. */
export const GridTable = (props: GridTableProps) => {
  const { sheet, columns, chosen, blank, headerOf } = props;
  const { table, rows, context } = sheet;
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<DataEditorRef>(null);
  const field = useRef<CellEditorHandle>(null);
  const labels = useRef<PeerLabelsHandle>(null);
  const opener = useRef<RowOpenerHandle>(null);
  const scroller = useScroller(frame);
  const places = useMemo(() => placesOf(rows), [rows]);
  const looks = useLooks(canvas, table, sheet.columns, places, context);
  const peers = usePeers(table, sheet.columns, places);
  const regions = useMemo(() => peerRegions(peers), [peers]);
  const source = useCandidateSource(sheet);
  const { focus } = chosen;
  const height = rows.length + (blank === null ? 0 : 1);

  const focusRef = useRef(focus);
  focusRef.current = focus;
  const currentFocus = useCallback(() => focusRef.current, []);

  const boundsOf = useCallback((x: number, y: number): CellBounds | null => {
    return canvas.current?.getBounds(x, y) ?? null;
  }, []);

  const show = ({ x, y }: Place) => canvas.current?.scrollTo(x, y);

  const madeRow = useRef<number | null>(null);
  const editing = useCellEditor(source, {
    mayWrite: ({ row }) => {
      const number = row === null ? null : table.rowOf(row);
      return number === null
        ? store.mayWrite
        : number !== undefined && store.mayWriteRow(table.id, number);
    },
    write: ({ target: { column, row }, value, records }, everywhere) => {
      if (row === null && isEmpty(value)) return;
      if (focus !== null) props.onEdit(focus.y);
      if (everywhere && focus !== null && rows[focus.y] !== undefined) {
        fillTyped(sheet, focus, chosen.areas, value, records);
        return;
      }
      const id = setCell(store, column, row, value, records);
      madeRow.current = row === null ? (table.rowOf(id) ?? null) : null;
    },
  });
  const targetNow = () => targetAt(sheet, focusRef.current, chosen.awaited());
  const target = targetAt(sheet, focus, chosen.awaited());
  const row = target?.row ?? null;
  const mayWrite =
    focus !== null &&
    (focus.y === blank || (row !== null && store.mayWriteRow(table.id, rows[focus.y]!)));
  const isTyping = editing.editing !== null;
  const here =
    target === null || row === null ? null : { table: table.id, row, column: target.column.id };
  useOwnPresence(here, isTyping);

  const move = (by: Place) => {
    if (focus === null) return;
    const to = moved(focus, by, columns.length, height);
    const made = madeRow.current ?? chosen.awaited();
    madeRow.current = null;
    if (made === null) chosen.goTo(to);
    else chosen.goToRow(made, to.x, by.y);
    show(to);
  };

  const clicks = useClicks();
  const clipboard = useClipboard(sheet, chosen.areas);
  const keys = useGridKeys({
    sheet,
    chosen,
    targetNow,
    mayWrite,
    canvas: () => frame.current?.querySelector('canvas') ?? null,
    open: () => field.current?.open('change'),
    onOpen: props.onOpen,
    show,
    onFind: props.onFind,
    onMenu: () => {
      const bounds = focus && boundsOf(focus.x, focus.y);
      if (focus !== null && bounds !== null) props.onCellMenu(focus, bounds);
    },
    onEdit: props.onEdit,
    onDeleteRows: props.onDeleteRows,
    onInsertRow: props.onInsertRow,
  });

  const onCells = (act: CellAct) => {
    if (act === 'clear') clearAreas(sheet, chosen.areas);
    else if (act !== 'paste') field.current?.ask(act);
    else
      clipboardTexts().then(props.onPaste, () => {
        toast(t('grid.cells.pasteByKey'));
      });
  };
  useImperativeHandle(props.ref, () => ({ focus: () => field.current?.focus(), show, onCells }));

  useKeptFocus(frame, scroller, field);

  const getCellContent = useCallback<DataEditorProps['getCellContent']>(
    ([x, y]) => {
      const column = sheet.columns[x];
      const number = rows[y];
      if (column === undefined || number === undefined)
        return blankCell(x === 0 ? t('grid.row.new') : '');
      return looks.at(number, column);
    },
    [sheet.columns, rows, looks, t],
  );
  const titleOf = useCallback(
    (index: number) => nameIn(columns[index]!.column.name, language),
    [columns, language],
  );

  const label =
    focus === null
      ? t('grid.label')
      : t('grid.cellLabel', {
          column: titleOf(focus.x),
          row: focus.y + 1,
          text:
            target === null || target.row === null
              ? t('grid.row.new')
              : showCell(target.value, target.column, context),
        });

  const placeOverlays = () => {
    field.current?.place();
    labels.current?.place();
    opener.current?.at(null);
  };

  return (
    <div ref={frame} className={styles.frame} data-testid="grid">
      <GridCanvas
        ref={canvas}
        columns={columns}
        titleOf={titleOf}
        height={height}
        blank={blank}
        headerOf={headerOf}
        focus={currentFocus}
        mayChangeColumns={props.mayChangeColumns}
        mayFill={mayWrite && focus.y !== blank}
        getCellContent={getCellContent}
        gridSelection={chosen.selection}
        onGridSelectionChange={(next) => {
          if (editing.commit()) chosen.select(next);
        }}
        highlightRegions={regions}
        onCellClicked={([x, y], event) => {
          clicks.take({ x, y });
          if (x < 0) {
            if (clicks.isDouble() && y !== blank) props.onOpen(y);
            return;
          }
          if (event.shiftKey || event.ctrlKey || event.metaKey) return;
          // The library keeps a range that is clicked on its active cell.
          const range = chosen.selection.current?.range;
          if (range !== undefined && range.width * range.height > 1 && editing.commit())
            chosen.goTo({ x, y });
          const column = sheet.columns[x];
          if (column?.type !== 'checkbox') return;
          const fromBox = Math.abs(event.localEventX - event.bounds.width / 2);
          if (fromBox < tickSize) keys.toggle(column, y);
        }}
        onCellActivated={() => {
          if (clicks.isDouble()) field.current?.open('change');
        }}
        onCellContextMenu={([x, y], event) => {
          event.preventDefault();
          const place = { x: Math.max(0, x), y };
          if (!editing.commit()) return;
          if (x >= 0 && !isWithin(chosen.areas, place)) chosen.goTo(place);
          props.onCellMenu(place, underPointer(event));
        }}
        onFillPattern={(event) => {
          event.preventDefault();
          const { patternSource, fillDestination } = event;
          fillArea(sheet, patternSource, {
            ...fillDestination,
            height: Math.min(fillDestination.height, rows.length - fillDestination.y),
          });
        }}
        onHeaderMenuClick={props.onHeaderMenu}
        onHeaderContextMenu={(index, event) => {
          event.preventDefault();
          if (index >= 0) props.onHeaderMenu(index, underPointer(event));
        }}
        onColumnMoved={props.onColumnMoved}
        onWidth={props.onWidth}
        onVisibleRegionChanged={placeOverlays}
        onMouseMove={({ kind, location: [, y] }) =>
          opener.current?.at(kind === 'cell' && y !== blank ? y : null)
        }
        rightElement={props.atEnd}
      />
      <RowOpener ref={opener} boundsOf={boundsOf} onOpen={props.onOpen} />
      {scroller !== null && (
        <CellEditor
          ref={field}
          scroller={scroller}
          targetNow={targetNow}
          mayWrite={mayWrite}
          label={label}
          editing={editing}
          bounds={() => (focus === null ? null : boundsOf(focus.x, focus.y))}
          onKey={keys.press}
          onMove={move}
          onCopy={clipboard.copy}
          onCut={mayWrite ? clipboard.cut : clipboard.copy}
          onPaste={(event) => {
            event.preventDefault();
            props.onPaste(pastedTexts(event.clipboardData));
          }}
          onFocus={() => {
            // Meanwhile this person may have been in the record beside the grid.
            if (here !== null) store.setPresence(here, isTyping);
            if (focus === null && chosen.areas.length === 0) chosen.goTo({ x: 0, y: 0 });
          }}
        />
      )}
      <PeerLabels ref={labels} peers={peers} boundsOf={boundsOf} view={() => seenPart(scroller)} />
    </div>
  );
};

const targetAt = (
  { table, columns, rows }: Sheet,
  focus: Place | null,
  awaited: number | null,
): EditTarget | null => {
  const column = focus === null ? undefined : columns[focus.x];
  if (focus === null || column === undefined) return null;
  const number = rows[focus.y] ?? awaited ?? undefined;
  return number === undefined
    ? { column, row: null, value: null }
    : { column, row: table.rowId(number), value: table.cell(number, column.id) };
};
