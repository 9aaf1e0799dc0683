import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn } from '../../shared/model/index.ts';
import { recall, remember } from '../app/remembered.ts';
import { useLinkedRows } from '../store/useLinkedRows.ts';
import { useColumnContext, useStore } from '../store/useStore.ts';
import { ListSkeleton } from '../ui/Skeleton.tsx';
import { DealsTab } from './deals/DealsTab.tsx';
import { FollowUpsTab } from './followUps/FollowUpsTab.tsx';
import { LinkedTab } from './LinkedTab.tsx';
import styles from './RecordTabs.module.css';
import { type Relative, relativeOfKind, relativesOf } from './relatives.ts';

const NoteTab = lazy(() => import('./note/NoteTab.tsx'));

interface RecordTabsProps {
  readonly table: string;
  /** Null: not made yet, so that nothing belongs to it. */
  readonly row: string | null;
  readonly number: number | null;
  /** The fields. */
  readonly children: ReactNode;
}

type TabPlace =
  | { readonly id: string; readonly of: 'fields' }
  | { readonly id: string; readonly of: 'note' }
  | {
      readonly id: string;
      readonly of: 'followUps' | 'deals' | 'rows';
      readonly relative: Relative;
    };

const fields = { id: 'fields', of: 'fields' } as const;

/** What belongs to a row, side by side; which of it one looked at last is remembered per table. */
export const RecordTabs = ({ table, row, number, children }: RecordTabsProps) => {
  const { t } = useTranslation();
  const store = useStore();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const memory = `recordTab/${table}`;
  // Where a row is made are its fields, and one stays in them.
  const [wanted, setWanted] = useState(() => (row === null ? fields.id : recall(memory)));
  // Asked for at each drawing: tables and columns may come and go.
  useColumnContext();
  const kind = store.workspace.table(table)?.kind ?? 'plain';
  const tabs =
    row === null ? [fields] : tabsOf(kind === 'customers', relativesOf(store.workspace, table));
  const shown = tabs.find((tab) => tab.id === wanted) ?? tabs[0]!;
  const mayWrite = number !== null && store.mayWriteRow(table, number);

  const show = (next: TabPlace | undefined) => {
    if (next === undefined) return;
    setWanted(next.id);
    remember(memory, next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  const at = tabs.indexOf(shown);

  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={t('record.tabs.label')}
        tabIndex={-1}
        className={styles.tabs}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (step === undefined || event.altKey) return;
          event.preventDefault();
          show(tabs[(at + step + tabs.length) % tabs.length]);
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            id={`${id}-${tab.id}`}
            aria-selected={tab === shown}
            aria-controls={`${id}-panel`}
            // Of a row not yet made there is one: nothing to go to, and the fields come next.
            tabIndex={tab === shown && row !== null ? 0 : -1}
            className={styles.tab}
            onClick={() => show(tab)}
          >
            <TabName tab={tab} row={row} />
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown.id}`}
        className={styles.panel}
      >
        {shown.of === 'fields' && children}
        {shown.of === 'note' && row !== null && number !== null && (
          <Suspense fallback={<ListSkeleton />}>
            <NoteTab
              key={row}
              ledger={store.table(table).ledgerOf(number)}
              row={row}
              mayWrite={mayWrite}
            />
          </Suspense>
        )}
        {shown.of === 'followUps' && row !== null && (
          <FollowUpsTab customer={{ table, row }} relative={shown.relative} mayWrite={mayWrite} />
        )}
        {shown.of === 'deals' && row !== null && (
          <DealsTab customer={row} relative={shown.relative} mayWrite={mayWrite} />
        )}
        {shown.of === 'rows' && row !== null && (
          <LinkedTab key={shown.id} row={row} relative={shown.relative} />
        )}
      </div>
    </>
  );
};

/** A customer's conversations and deals come first; of other rows, what they are. */
const tabsOf = (isCustomer: boolean, relatives: readonly Relative[]): readonly TabPlace[] => {
  const first = (isCustomer ? (['followUps', 'deals'] as const) : []).flatMap((of) => {
    const relative = relativeOfKind(relatives, of);
    return relative === null ? [] : [{ id: tabId(relative), of, relative }];
  });
  const others = relatives
    .map((relative) => ({ id: tabId(relative), of: 'rows', relative }) as const)
    .filter(({ id }) => !first.some((tab) => tab.id === id));
  return [...first, fields, { id: 'note', of: 'note' }, ...others];
};

const tabId = ({ table, link }: Relative): string => `${table.id}-${link.id}`;

const TabName = ({ tab, row }: { readonly tab: TabPlace; readonly row: string | null }) => {
  const { t } = useTranslation();
  const { language } = useColumnContext();
  if (tab.of === 'fields' || tab.of === 'note') return t(`record.tabs.${tab.of}`);
  const name = nameIn(tab.relative.table.name, language);
  return (
    <>
      {name}
      {row !== null && <Count link={tab.relative.link} row={row} />}
    </>
  );
};

const Count = ({ link, row }: { readonly link: Relative['link']; readonly row: string }) => {
  const { i18n } = useTranslation();
  const { rows, ready } = useLinkedRows(link, row);
  if (!ready || rows.length === 0) return null;
  return (
    <span className={styles.count}>{new Intl.NumberFormat(i18n.language).format(rows.length)}</span>
  );
};
