import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showCell } from '../../shared/columns/index.ts';
import { deletedColumn, nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { usePageTitle } from '../app/usePageTitle.ts';
import { useSession } from '../app/useSession.ts';
import type { Store } from '../store/store.ts';
import { StoreContext, useColumnContext, useColumns, useStore } from '../store/useStore.ts';
import { useView } from '../store/useView.ts';
import { Button } from '../ui/Button.tsx';
import { ListSkeleton } from '../ui/Skeleton.tsx';
import { EmptyState } from '../ui/State.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { toast } from '../ui/toast.ts';
import { BinRecords } from './BinRecords.tsx';
import { type BinRow, BinRows } from './BinRows.tsx';
import styles from './BinScreen.module.css';

interface BinScreenProps {
  readonly session: Store;
  readonly table: string | null;
}

/** `/bin/:table?`: rows that were deleted, table by table, and the way back for them. */
export default function BinScreen({ session, table }: BinScreenProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const ready = useSession((snapshot) => snapshot.ready);
  const tables = useSession((snapshot) => snapshot.tables);
  const shown = tables.find(({ id }) => id === table) ?? tables[0];
  usePageTitle(t('grid.bin.title'));

  return (
    <StoreContext value={session}>
      <h1 className="unseen">{t('grid.bin.title')}</h1>
      <Tabs
        label={t('grid.bin.tables')}
        current={`/bin/${shown?.id ?? ''}`}
        tabs={tables.map(({ id, name }) => ({ href: `/bin/${id}`, text: nameIn(name, language) }))}
      />
      {!ready ? (
        <ListSkeleton />
      ) : shown === undefined ? (
        <NothingHere />
      ) : (
        <>
          <BinRecords table={shown.id} />
          <TableBin key={shown.id} table={shown.id} />
        </>
      )}
    </StoreContext>
  );
}

const NothingHere = () => {
  const { t } = useTranslation();
  return <EmptyState title={t('grid.bin.none')} meaning={t('grid.bin.noneMeaning')} />;
};

const TableBin = ({ table }: { readonly table: string }) => {
  const { t } = useTranslation();
  const store = useStore();
  const context = useColumnContext();
  const columns = useColumns(table);
  const view = useView(useMemo(() => ({ table, bin: true, filter: null, sort: null }), [table]));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => {
    const source = store.table(table);
    const [title, ...others] = columns;
    return Array.from(view.rows, (row): BinRow => {
      const show = (column: (typeof columns)[number]) =>
        showCell(source.cell(row, column.id), column, context);
      const at = source.cell(row, deletedColumn);
      return {
        id: source.rowId(row),
        title: title === undefined ? '' : show(title),
        about: others
          .map(show)
          .filter((text) => text !== '')
          .slice(0, 4)
          .join(' · '),
        deletedAt: typeof at === 'number' ? at : null,
        mayRestore: store.mayWriteRow(table, row),
      };
    }).sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0));
  }, [store, table, columns, view.rows, context]);

  const restore = (ids: readonly string[]) => {
    store.dispatch({ commands: [{ type: 'restoreRows', table, rows: ids }] });
    setSelected(new Set());
    toast(t('grid.bin.restored', { count: ids.length }), {
      text: t('grid.undo'),
      onPress: () =>
        store.dispatch({ commands: [{ type: 'deleteRows', table, rows: ids, at: Date.now() }] }),
    });
  };
  const chosen = rows.filter(({ id, mayRestore }) => mayRestore && selected.has(id));

  if (!view.ready) return <ListSkeleton />;
  if (rows.length === 0) return <NothingHere />;
  return (
    <section className={styles.bin} aria-label={t('grid.bin.title')}>
      <header className={styles.head}>
        <p className={styles.meaning}>{t('grid.bin.meaning')}</p>
        {chosen.length > 0 && (
          <Button look="go" onClick={() => restore(chosen.map(({ id }) => id))}>
            {t('grid.bin.restoreSelected', { count: chosen.length })}
          </Button>
        )}
      </header>
      <BinRows
        rows={rows}
        selected={selected}
        onSelect={setSelected}
        onRestore={(id) => restore([id])}
      />
    </section>
  );
};
