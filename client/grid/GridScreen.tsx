import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useSession } from '../app/useSession.ts';
import { useColumnLayout } from '../query/columnLayout.ts';
import { useTableQuery } from '../query/tableQuery.ts';
import type { Store } from '../store/store.ts';
import { StoreContext, useColumnContext, useStore } from '../store/useStore.ts';
import { useView } from '../store/useView.ts';
import { GridSkeleton } from '../ui/Skeleton.tsx';
import { EmptyState } from '../ui/State.tsx';
import { toast } from '../ui/toast.ts';
import { EmptyTable } from './EmptyTable.tsx';
import { RowCards } from './RowCards.tsx';
import type { Sheet } from './sheet.ts';
import { useShowsCards } from './useShowsCards.ts';
import { WideGrid } from './WideGrid.tsx';

interface GridScreenProps {
  readonly session: Store;
  readonly table: string;
}

/** `/t/:table`: one table, as a grid or, on a phone, as cards. */
export default function GridScreen({ session, table }: GridScreenProps) {
  return (
    <StoreContext value={session}>
      <TableScreen key={table} id={table} />
    </StoreContext>
  );
}

const TableScreen = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const cards = useShowsCards();
  const context = useColumnContext();
  const layout = useColumnLayout(id);
  const query = useTableQuery(id);
  const mayChangeColumns = useSession((snapshot) => snapshot.mayEditTables);
  const listed = useSession((snapshot) => snapshot.tables.find((table) => table.id === id));
  const isInNoLedger = useSession(({ ledgers }) => ledgers?.length === 0);
  const { filter, sort } = query;
  const view = useView(useMemo(() => ({ table: id, filter, sort }), [id, filter, sort]));

  const columns = useMemo(() => layout.shown.map(({ column }) => column), [layout]);
  const sheet = useMemo<Sheet>(
    () => ({
      store,
      table: store.table(id),
      columns,
      rows: view.rows,
      context,
      inOwnOrder: filter === null && sort === null,
      onComputed: (count) => toast(t('formula.computed', { count })),
    }),
    [store, id, columns, view.rows, context, filter, sort, t],
  );
  // Once shown, the grid stays: what is not there yet appears in it. Shown before its first rows, it
  // would begin in the place for a new one, and go with that to the end.
  const [shown, setShown] = useState(false);
  if (view.ready && !view.busy && !shown) setShown(true);
  if (!shown) return <GridSkeleton />;

  if (isInNoLedger)
    return (
      <EmptyState title={t('grid.empty.noLedger')} meaning={t('grid.empty.noLedgerMeaning')} />
    );

  const title = listed === undefined ? t('grid.label') : nameIn(listed.name, language);
  const parts = { title, sheet, layout, query, total: view.total, mayChangeColumns };
  if (columns.length === 0) return <EmptyTable {...parts} />;
  return cards ? <RowCards {...parts} /> : <WideGrid {...parts} />;
};
