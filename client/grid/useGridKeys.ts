import type { KeyboardEvent } from 'react';
import type { Area } from '../../shared/intake/area.ts';
import type { Column } from '../../shared/model/index.ts';
import { type GridKey, gridKeyOf } from './gridKeys.ts';
import { type Place, rowsIn } from './selection.ts';
import { clearAreas, fillDown, fillRight, type Sheet, writableRow } from './sheet.ts';
import type { EditTarget } from './useCellEditor.ts';
import type { SheetSelection } from './useGridSelection.ts';
import { useUndo } from './useUndo.ts';

interface GridKeysOptions {
  readonly sheet: Sheet;
  readonly chosen: SheetSelection;
  /** The cell that keys go to. */
  targetNow(): EditTarget | null;
  readonly mayWrite: boolean;
  /** What moves about when arrows are pressed. */
  canvas(): HTMLCanvasElement | null;
  open(): void;
  /** Opens the record of a shown row. */
  onOpen(place: number): void;
  /** Scrolls the cell into view. */
  show(place: Place): void;
  onFind(): void;
  onMenu(): void;
  /** Right before what a shown row holds is changed. */
  onEdit(place: number): void;
  onDeleteRows(places: readonly number[]): void;
  onInsertRow(place: number): void;
}

/** What keys do while no editor is open. */
export const useGridKeys = (options: GridKeysOptions) => {
  const { sheet, chosen, mayWrite } = options;
  const { store } = sheet;
  const history = useUndo(sheet, chosen, options.show);

  const toggle = (column: Column, row: string, ticked: boolean) => {
    if (chosen.focus !== null) options.onEdit(chosen.focus.y);
    const { table, id } = column;
    store.dispatch({
      commands: [{ type: 'setCells', table, cells: [{ row, column: id, value: ticked }] }],
    });
  };

  const withArea = (act: (area: Area) => void) => () => {
    const [area] = chosen.areas;
    if (area !== undefined) act(area);
  };

  const openRow = () => {
    const place = chosen.focus?.y ?? rowsIn(chosen.areas)[0];
    if (place !== undefined && place < sheet.rows.length) options.onOpen(place);
  };

  const goTo = (place: Place, seen = place) => {
    chosen.goTo(place);
    options.show(seen);
  };
  const right = sheet.columns.length - 1;
  const bottom = Math.max(0, sheet.rows.length - 1);

  const actions: Readonly<Record<Exclude<GridKey, 'navigate'>, () => void>> = {
    edit: () => {
      // Of whole rows there is no cell to edit.
      if (chosen.focus === null) openRow();
      else options.open();
    },
    open: () => openRow(),
    toggle: () => {
      const target = options.targetNow();
      if (mayWrite && target !== null && target.row !== null)
        toggle(target.column, target.row, target.value !== true);
    },
    clear: () => {
      if (chosen.focus !== null) options.onEdit(chosen.focus.y);
      clearAreas(sheet, chosen.areas);
    },
    undo: history.undo,
    redo: history.redo,
    fillDown: withArea((area) => fillDown(sheet, area)),
    fillRight: withArea((area) => fillRight(sheet, area)),
    find: options.onFind,
    menu: options.onMenu,
    deleteRows: () => options.onDeleteRows(rowsIn(chosen.areas)),
    insertRow: () => {
      if (chosen.focus !== null) options.onInsertRow(chosen.focus.y);
    },
    // The first column is frozen, and always seen: it is the next one that shows the left end.
    firstCell: () => goTo({ x: 0, y: 0 }, { x: Math.min(1, right), y: 0 }),
    lastCell: () => goTo({ x: right, y: bottom }),
    lastRow: () => {
      if (chosen.focus === null) return;
      const { x, y } = chosen.focus;
      goTo({ x, y: y < bottom ? bottom : y + 1 });
    },
  };

  return {
    press: (event: KeyboardEvent) => {
      const key = gridKeyOf(event, options.targetNow()?.column.type === 'checkbox');
      if (key === null) return;
      event.stopPropagation();
      if (key === 'navigate') {
        if (forward(event, options.canvas())) event.preventDefault();
        return;
      }
      event.preventDefault();
      actions[key]();
    },
    /** Ticks or unticks the checkbox of a shown row. */
    toggle: (column: Column, y: number) => {
      const number = sheet.rows[y];
      const row = writableRow(sheet, y);
      if (number !== undefined && row !== null)
        toggle(column, row, sheet.table.cell(number, column.id) !== true);
    },
  };
};

/** Hands a key to the canvas. True when it did something there. */
const forward = (event: KeyboardEvent, canvas: HTMLCanvasElement | null): boolean => {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey, keyCode } = event;
  const copy = new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    metaKey,
    shiftKey,
    altKey,
    keyCode,
    bubbles: true,
    cancelable: true,
  });
  return canvas?.dispatchEvent(copy) === false;
};
