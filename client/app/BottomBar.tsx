import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { nameIn } from '../../shared/model/index.ts';
import { BinIcon, KeyIcon, LedgerIcon, MoreIcon, PeopleIcon, PlusIcon } from '../ui/icons.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import styles from './BottomBar.module.css';
import { useLanguage } from './language.ts';
import { recall } from './remembered.ts';
import { bottomBarTables, type TableListed } from './session.ts';
import { TableDialog } from './TableDialog.tsx';
import { addressOfTable, isTableAddress } from './tableAddress.ts';
import { tableIcons } from './tableIcons.tsx';
import { useIsNarrow } from './useIsNarrow.ts';
import { useSession } from './useSession.ts';

/** The sidebar of a phone: three tables at the thumb, and everything else under "More". */
export const BottomBar = () => {
  const narrow = useIsNarrow();
  return narrow ? <FourPlaces /> : null;
};

const FourPlaces = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [here, go] = useLocation();
  const tables = useSession((snapshot) => snapshot.tables);
  const mayEdit = useSession((snapshot) => snapshot.mayEditTables);
  const [creating, setCreating] = useState(false);
  const atThumb = bottomBarTables(tables);
  const isElsewhere = !atThumb.some(({ id }) => isTableAddress(here, id));

  const place = (text: string, icon: ReactNode, href: string): MenuItem => ({
    id: href,
    text,
    icon,
    onSelect: () => go(href),
  });
  const newTable: MenuItem = {
    text: t('shell.nav.newTable'),
    icon: <PlusIcon />,
    onSelect: () => setCreating(true),
  };

  return (
    <nav className={styles.bottom} aria-label={t('shell.nav.main')}>
      {atThumb.map((table) => (
        <BottomLink key={table.id} table={table}>
          {nameIn(table.name, language)}
        </BottomLink>
      ))}
      <Menu
        label={t('shell.nav.more')}
        groups={[
          {
            title: t('shell.nav.allTables'),
            items: [
              ...tables.map((table) =>
                place(
                  nameIn(table.name, language),
                  tableIcons[table.kind],
                  addressOfTable(table, recall),
                ),
              ),
              ...(mayEdit ? [newTable] : []),
              place(t('shell.nav.bin'), <BinIcon />, '/bin'),
            ],
          },
          {
            title: t('shell.nav.settings'),
            items: [
              place(t('shell.nav.people'), <PeopleIcon />, '/settings/people'),
              place(t('shell.nav.ledgers'), <LedgerIcon />, '/settings/ledgers'),
              place(t('shell.nav.tokens'), <KeyIcon />, '/settings/tokens'),
            ],
          },
        ]}
      >
        {(trigger) => (
          <button
            {...trigger}
            type="button"
            className={`${styles.place} ${isElsewhere ? styles.on : ''}`}
          >
            <MoreIcon />
            {t('shell.nav.more')}
          </button>
        )}
      </Menu>
      {creating && <TableDialog task={{ kind: 'create' }} onClose={() => setCreating(false)} />}
    </nav>
  );
};

interface BottomLinkProps {
  readonly table: TableListed;
  readonly children: string;
}

const BottomLink = ({ table, children }: BottomLinkProps) => {
  const [here] = useLocation();
  const isHere = isTableAddress(here, table.id);
  return (
    <Link
      href={isHere ? here : addressOfTable(table, recall)}
      className={`${styles.place} ${isHere ? styles.on : ''}`}
      aria-current={isHere ? 'page' : undefined}
    >
      {tableIcons[table.kind]}
      <span className={styles.name}>{children}</span>
    </Link>
  );
};
