import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { addressOfGrid } from '../app/tableAddress.ts';
import { useSession } from '../app/useSession.ts';
import { useTableQuery } from '../query/tableQuery.ts';
import type { Store } from '../store/store.ts';
import { StoreContext, useColumns } from '../store/useStore.ts';
import { BoardSkeleton } from '../ui/BoardSkeleton.tsx';
import button from '../ui/Button.module.css';
import { EmptyState } from '../ui/State.tsx';
import { BoardView } from './BoardView.tsx';
import { useBoardAddress } from './useBoardAddress.ts';

interface BoardScreenProps {
  readonly session: Store;
  readonly table: string;
}

/** `/t/:table/board`: the rows of a table as cards, by what they have in a select column. */
export default function BoardScreen({ session, table }: BoardScreenProps) {
  return (
    <StoreContext value={session}>
      <TableBoard key={table} table={table} />
    </StoreContext>
  );
}

const TableBoard = ({ table }: { readonly table: string }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const columns = useColumns(table);
  const query = useTableQuery(table);
  const address = useBoardAddress(table);
  const listed = useSession(({ tables }) => tables.find(({ id }) => id === table));
  const isInNoLedger = useSession(({ ledgers }) => ledgers?.length === 0);
  const selects = columns.filter(({ type }) => type === 'select');
  const by = selects.find(({ id }) => id === address.by) ?? selects[0];

  if (listed === undefined) return <BoardSkeleton />;
  if (isInNoLedger)
    return (
      <EmptyState title={t('grid.empty.noLedger')} meaning={t('grid.empty.noLedgerMeaning')} />
    );
  if (by === undefined)
    return (
      <EmptyState
        title={t('board.empty.noColumn')}
        meaning={t('board.empty.noColumnMeaning')}
        action={
          <Link href={addressOfGrid(table)} className={`${button.button} ${button.go}`}>
            {t('board.empty.toGrid')}
          </Link>
        }
      />
    );
  return (
    <BoardView
      key={by.id}
      title={nameIn(listed.name, language)}
      kind={listed.kind}
      columns={columns}
      selects={selects}
      by={by}
      query={query}
      address={address}
    />
  );
};
