import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, useLocation } from 'wouter';
import { nameIn } from '../../shared/model/index.ts';
import { BoardSkeleton } from '../ui/BoardSkeleton.tsx';
import { Button } from '../ui/Button.tsx';
import { GridSkeleton } from '../ui/Skeleton.tsx';
import { EmptyState } from '../ui/State.tsx';
import { useLanguage } from './language.ts';
import { NewRowsMenu } from './NewRowsMenu.tsx';
import { useOpenedRow } from './openedRow.ts';
import { recall, remember } from './remembered.ts';
import { homeTable } from './session.ts';
import { InStatusBar } from './statusSlots.tsx';
import { TableDialog } from './TableDialog.tsx';
import styles from './TablePlace.module.css';
import { addressOfBoard, addressOfTable } from './tableAddress.ts';
import { useIsNarrow } from './useIsNarrow.ts';
import { usePageTitle } from './usePageTitle.ts';
import { useRememberedShape } from './useRememberedShape.ts';
import { useSession } from './useSession.ts';

interface TablePlaceProps {
  readonly table: string;
  readonly children: ReactNode;
  /** The row that is open, beside the rows; nothing while none is. */
  readonly record: ReactNode;
}

/** A table's screen, once it is known that there is such a table. */
export const TablePlace = ({ table, children, record }: TablePlaceProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const isNarrow = useIsNarrow();
  const isOpen = useOpenedRow().row !== null;
  const [here, go] = useLocation();
  const ready = useSession((snapshot) => snapshot.ready);
  const found = useSession((snapshot) => snapshot.tables.find(({ id }) => id === table));
  const name = found === undefined ? '' : nameIn(found.name, language);
  usePageTitle(name);
  useRememberedShape(table, found !== undefined);

  useEffect(() => {
    if (found !== undefined) remember('table', table);
  }, [found, table]);

  if (!ready) return here === addressOfBoard(table) ? <BoardSkeleton /> : <GridSkeleton />;
  if (found !== undefined)
    return (
      <>
        <h1 className="unseen">{name}</h1>
        <InStatusBar side="right">
          <NewRowsMenu />
        </InStatusBar>
        <div className={styles.beside}>
          {/* Over them on a phone: what cannot be seen cannot be reached either. */}
          <div className={styles.rows} inert={isNarrow && isOpen}>
            {children}
          </div>
          {record}
        </div>
      </>
    );
  return (
    <EmptyState
      title={t('shell.table.missing')}
      meaning={t('shell.table.missingMeaning')}
      action={<Button onClick={() => go('/bin')}>{t('shell.nav.bin')}</Button>}
    />
  );
};

/** `/`: on to the table that was open last, else the first; without any, how to make one. */
export const HomeTable = () => {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const ready = useSession((snapshot) => snapshot.ready);
  const mayEdit = useSession((snapshot) => snapshot.mayEditTables);
  const home = useSession((snapshot) => homeTable(snapshot.tables, recall('table')));

  if (!ready) return <GridSkeleton />;
  if (home !== undefined) return <Redirect to={addressOfTable(home, recall)} replace />;
  return (
    <>
      <EmptyState
        title={t('shell.table.none')}
        meaning={mayEdit ? t('shell.table.noneMeaning') : undefined}
        action={
          mayEdit && (
            <Button look="go" onClick={() => setCreating(true)}>
              {t('shell.nav.newTable')}
            </Button>
          )
        }
      />
      {creating && <TableDialog task={{ kind: 'create' }} onClose={() => setCreating(false)} />}
    </>
  );
};
