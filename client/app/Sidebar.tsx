import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { nameIn } from '../../shared/model/index.ts';
import { IconButton } from '../ui/Button.tsx';
import { BinIcon, KeyIcon, LedgerIcon, MoreIcon, PeopleIcon, PlusIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useLanguage } from './language.ts';
import { recall } from './remembered.ts';
import styles from './Sidebar.module.css';
import type { TableListed } from './session.ts';
import { TableDialog, type TableTask } from './TableDialog.tsx';
import { addressOfTable, isTableAddress } from './tableAddress.ts';
import { tableIcons } from './tableIcons.tsx';
import { useSession } from './useSession.ts';

export const Sidebar = () => {
  const { t } = useTranslation();
  const tables = useSession((snapshot) => snapshot.tables);
  const mayEdit = useSession((snapshot) => snapshot.mayEditTables);
  const [task, setTask] = useState<TableTask | null>(null);

  return (
    <nav className={styles.side} aria-label={t('shell.nav.main')}>
      <h2 className={styles.title}>{t('shell.nav.tables')}</h2>
      <ul>
        {tables.map((table) => (
          <TableLink key={table.id} table={table} onTask={mayEdit ? setTask : null} />
        ))}
      </ul>
      {mayEdit && (
        <button type="button" className={styles.new} onClick={() => setTask({ kind: 'create' })}>
          <PlusIcon />
          {t('shell.nav.newTable')}
        </button>
      )}
      <Place href="/bin" icon={<BinIcon />} text={t('shell.nav.bin')} />
      <h2 className={styles.title}>{t('shell.nav.settings')}</h2>
      <Place href="/settings/people" icon={<PeopleIcon />} text={t('shell.nav.people')} />
      <Place href="/settings/ledgers" icon={<LedgerIcon />} text={t('shell.nav.ledgers')} />
      <Place href="/settings/tokens" icon={<KeyIcon />} text={t('shell.nav.tokens')} />
      {task && <TableDialog task={task} onClose={() => setTask(null)} />}
    </nav>
  );
};

interface TableLinkProps {
  readonly table: TableListed;
  readonly onTask: ((task: TableTask) => void) | null;
}

const TableLink = ({ table, onTask }: TableLinkProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [here] = useLocation();
  const isHere = isTableAddress(here, table.id);
  const href = isHere ? here : addressOfTable(table, recall);
  const name = nameIn(table.name, language);

  return (
    <li className={styles.row}>
      <Link
        href={href}
        className={`${styles.place} ${isHere ? styles.on : ''}`}
        aria-current={isHere ? 'page' : undefined}
      >
        {tableIcons[table.kind]}
        <span className={styles.name}>{name}</span>
        {table.rowCount !== null && (
          <span className={styles.count}>
            <span aria-hidden="true">{table.rowCount.toLocaleString(language)}</span>
            <span className="unseen">{t('shell.nav.rows', { count: table.rowCount })}</span>
          </span>
        )}
      </Link>
      {onTask && (
        <Menu
          label={t('shell.table.menu', { name })}
          groups={[
            {
              items: [
                {
                  text: t('shell.table.rename'),
                  onSelect: () => onTask({ kind: 'rename', table: table.id, name }),
                },
                {
                  text: t('shell.table.delete'),
                  icon: <BinIcon />,
                  danger: true,
                  onSelect: () => onTask({ kind: 'delete', table: table.id, name }),
                },
              ],
            },
          ]}
        >
          {(trigger) => (
            <IconButton
              {...trigger}
              className={styles.more}
              label={t('shell.table.menu', { name })}
            >
              <MoreIcon />
            </IconButton>
          )}
        </Menu>
      )}
    </li>
  );
};

interface PlaceProps {
  readonly href: string;
  readonly icon: ReactNode;
  readonly text: string;
}

const Place = ({ href, icon, text }: PlaceProps) => {
  const [here] = useLocation();
  const on = here === href || here.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      className={`${styles.place} ${on ? styles.on : ''}`}
      aria-current={on ? 'page' : undefined}
    >
      {icon}
      <span className={styles.name}>{text}</span>
    </Link>
  );
};
