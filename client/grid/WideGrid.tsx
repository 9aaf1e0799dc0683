import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area } from '../../shared/intake/area.ts';
import type { Column } from '../../shared/model/index.ts';
import { useOnFind } from '../app/find.ts';
import { useOpenedRow } from '../app/openedRow.ts';
import { useDeleteRows } from '../cells/useDeleteRows.ts';
import { type ColumnLayout, setWidth } from '../query/columnLayout.ts';
import { QueryBar } from '../query/QueryBar.tsx';
import type { TableQuery } from '../query/tableQuery.ts';
import { IconButton } from '../ui/Button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import type { CellBounds } from './CellEditor.tsx';
import { ColumnDialog } from './ColumnDialog.tsx';
import { alignOf } from './cellLook.ts';
import { addColumn, type ColumnPlace, leftOf, moveColumn } from './columnActions.ts';
import type { HeaderLook } from './drawHeader.ts';
import { FindBar } from './FindBar.tsx';
import { GridTable, type GridTableHandle } from './GridTable.tsx';
import { HeaderMenu } from './HeaderMenu.tsx';
import { PasteProgress } from './PasteProgress.tsx';
import type { PastedTexts } from './pastedTexts.ts';
import { RowMenu } from './RowMenu.tsx';
import { StatusBar } from './StatusBar.tsx';
import { type Place, rowsIn } from './selection.ts';
import { insertRow, type Sheet, writableRows } from './sheet.ts';
import { useFindText } from './useFindText.ts';
import { useFocusBack } from './useFocusBack.ts';
import { useGridSelection } from './useGridSelection.ts';
import { useHeldRow } from './useHeldRow.ts';
import { useLiveWidths } from './useLiveWidths.ts';
import { usePaste } from './usePaste.tsx';
import { useShownMatch } from './useShownMatch.ts';
import { useShownSheet } from './useShownSheet.ts';
import styles from './WideGrid.module.css';

interface WideGridProps {
  readonly title: string;
  readonly sheet: Sheet;
  readonly layout: ColumnLayout;
  readonly query: TableQuery;
  /** Rows in use before the filter. */
  readonly total: number;
  readonly mayChangeColumns: boolean;
}

/** A menu over the canvas, and what it is for. */
type OpenMenu =
  | { readonly of: 'column'; readonly column: Column; readonly bounds: CellBounds }
  | { readonly of: 'row'; readonly place: Place; readonly bounds: CellBounds };

/** The table as a grid: for every screen that is wide enough. */
export const WideGrid = (props: WideGridProps) => {
  const { layout, query, mayChangeColumns } = props;
  const { filter, sort } = query;
  const shownQuery = useMemo(() => ({ filter, sort }), [filter, sort]);
  const held = useHeldRow(props.sheet, shownQuery);
  const { sheet } = held;
  const { store, table, rows, columns } = sheet;
  const deleteRows = useDeleteRows();
  const { t } = useTranslation();
  const grid = useRef<GridTableHandle>(null);
  const blank = store.mayWrite ? rows.length : null;
  const shown = useLiveWidths(layout);
  const chosen = useGridSelection(
    rows,
    columns.length,
    rows.length + (blank === null ? 0 : 1),
    shownQuery,
  );
  const focusedRow = chosen.focus === null ? null : rows[chosen.focus.y];
  const { row: heldRow, release } = held;
  useEffect(() => {
    if (heldRow !== null && focusedRow !== heldRow) release();
  }, [heldRow, focusedRow, release]);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [adding, setAdding] = useState<ColumnPlace | null>(null);
  const pasting = usePaste();
  const finding = useFindText(sheet);
  const [asked, setAsked] = useState(0);

  const { begin } = finding;
  const find = useCallback(() => {
    begin();
    setAsked((times) => times + 1);
  }, [begin]);
  useOnFind(find);
  useShownMatch(finding, sheet, chosen.goTo, grid);

  const focusGrid = useCallback(() => grid.current?.focus(), []);
  useFocusBack(menu !== null || adding !== null || pasting.progress !== null, focusGrid);
  const { open: openRow } = useOpenedRow();
  const open = (place: number) => {
    const row = rows[place];
    if (row !== undefined) openRow(table.rowId(row));
  };
  useShownSheet(sheet, chosen, grid);
  const headerOf = useCallback(
    (index: number): HeaderLook | null => {
      const column = columns[index];
      if (column === undefined) return null;
      const direction = sort?.descending ? 'descending' : 'ascending';
      return {
        type: column.type,
        isRight: alignOf(column) === 'right',
        sorted: sort?.column === column.id ? direction : null,
        filtered: filter?.column === column.id,
      };
    },
    [columns, sort, filter],
  );

  const remove = (places: readonly number[]) => {
    const ids = writableRows(sheet, places);
    deleteRows(table.id, ids, t('grid.row.deleted', { count: ids.length }));
  };
  const insert = (place: number) => {
    const made = table.rowOf(insertRow(sheet, place));
    if (made !== undefined) chosen.goToRow(made, chosen.focus?.x ?? 0, 0);
  };
  const paste = (texts: PastedTexts | null) => {
    const at = chosen.areas[0] ?? (chosen.focus && oneCell(chosen.focus));
    if (at === null || blank === null) return;
    void pasting.paste(texts, sheet, layout.all, at, ({ area, row }) => {
      // Sorted or filtered, new rows go where they belong: only those that were there stay together.
      const height = sheet.inOwnOrder
        ? area.height
        : Math.max(1, Math.min(area.height, rows.length - area.y));
      chosen.goToArea({ ...area, height }, () => table.rowOf(row));
      grid.current?.show(area);
    });
  };

  return (
    <>
      <QueryBar
        title={props.title}
        layout={layout}
        query={query}
        onAddColumn={mayChangeColumns ? () => setAdding('last') : null}
      />
      {finding.open && (
        <FindBar
          finding={finding}
          asked={asked}
          onEnd={() => {
            finding.end();
            focusGrid();
          }}
        />
      )}
      <div className={styles.place}>
        <GridTable
          ref={grid}
          sheet={sheet}
          columns={shown.columns}
          chosen={chosen}
          blank={blank}
          headerOf={headerOf}
          mayChangeColumns={mayChangeColumns}
          onWidth={(index, width, done) => {
            const column = columns[index];
            if (column === undefined) return;
            if (done) setWidth(store.me, column, width);
            shown.set(done ? null : { id: column.id, width });
          }}
          onColumnMoved={(from, to) => moveColumn(store, layout.all, columns, from, to)}
          onHeaderMenu={(index, bounds) => {
            const column = columns[index];
            if (column !== undefined) setMenu({ of: 'column', column, bounds });
          }}
          onCellMenu={(place, bounds) => setMenu({ of: 'row', place, bounds })}
          onPaste={paste}
          onEdit={held.hold}
          onOpen={open}
          onDeleteRows={remove}
          onInsertRow={insert}
          onFind={find}
          atEnd={
            mayChangeColumns && (
              <IconButton
                label={t('grid.column.add')}
                className={styles.addColumn}
                onClick={() => setAdding('last')}
              >
                <PlusIcon />
              </IconButton>
            )
          }
        />
        {rows.length === 0 && (
          <p className={styles.hint} role="status">
            {t(hintFor(filter !== null, blank !== null))}
          </p>
        )}
        {pasting.progress && <PasteProgress {...pasting.progress} />}
      </div>
      <StatusBar
        sheet={sheet}
        areas={chosen.areas}
        total={props.total}
        filtered={filter !== null}
      />
      {menu?.of === 'column' && (
        <HeaderMenu
          column={menu.column}
          bounds={menu.bounds}
          query={query}
          mayChange={mayChangeColumns}
          isOnly={columns.length === 1}
          onInsert={(side) =>
            setAdding(side === 'right' ? menu.column : leftOf(menu.column, layout.all))
          }
          onClosed={() => setMenu(null)}
        />
      )}
      {menu?.of === 'row' && (
        <RowMenu
          bounds={menu.bounds}
          count={rowsToDelete(chosen.areas, menu.place, rows.length).length}
          mayWrite={blank !== null}
          isRow={menu.place.y < rows.length}
          onOpen={() => open(menu.place.y)}
          onCells={(act) => grid.current?.onCells(act)}
          onInsert={(below) => insert(menu.place.y + (below ? 1 : 0))}
          onDelete={() => remove(rowsToDelete(chosen.areas, menu.place, rows.length))}
          onColumn={() => {
            const column = columns[menu.place.x];
            if (column !== undefined) setMenu({ of: 'column', column, bounds: menu.bounds });
          }}
          onClosed={() => setMenu((now) => (now?.of === 'row' ? null : now))}
        />
      )}
      {adding && (
        <ColumnDialog
          table={table.id}
          onClose={() => setAdding(null)}
          onAdd={(draft) => addColumn(store, table.id, layout.all, adding, draft)}
        />
      )}
    </>
  );
};

const oneCell = ({ x, y }: Place): Area => ({ x, y, width: 1, height: 1 });

/** The selected rows when the menu was opened on one of them, else that row alone. */
const rowsToDelete = (
  areas: readonly Area[],
  place: Place,
  rowCount: number,
): readonly number[] => {
  const rows = rowsIn(areas);
  if (rows.includes(place.y)) return rows;
  return place.y < rowCount ? [place.y] : [];
};

/** What a grid without rows says: what to do next. */
const hintFor = (filtered: boolean, mayWrite: boolean) => {
  if (filtered) return 'grid.filter.none';
  return mayWrite ? 'grid.empty.start' : 'grid.empty.readOnly';
};
