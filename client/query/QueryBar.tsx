import { useTranslation } from 'react-i18next';
import { nameIn } from '../../shared/model/index.ts';
import { useColumnContext } from '../store/useStore.ts';
import { ChipPanel } from './ChipPanel.tsx';
import type { ColumnLayout } from './columnLayout.ts';
import { FieldsPanel } from './FieldsPanel.tsx';
import { FilterChip } from './FilterChip.tsx';
import styles from './QueryBar.module.css';
import { SortPanel } from './SortPanel.tsx';
import type { TableQuery } from './tableQuery.ts';
import { ViewTabs } from './ViewTabs.tsx';

interface QueryBarProps {
  readonly title: string;
  readonly layout: ColumnLayout;
  readonly query: TableQuery;
  /** Null where this person may not add columns. */
  readonly onAddColumn: (() => void) | null;
}

/** Above the grid: what is shown of the table, in which order, with which columns. */
export const QueryBar = (props: QueryBarProps) => {
  const { title, layout, query, onAddColumn } = props;
  const { sort } = query;
  const { t } = useTranslation();
  const context = useColumnContext();
  const columns = layout.all;
  const nameOf = (id: string | undefined) => {
    const column = columns.find((found) => found.id === id);
    return column === undefined ? '' : nameIn(column.name, context.language);
  };
  const begin = layout.shown[0]?.column;
  const hidden = layout.all.length - layout.shown.length;

  return (
    <div className={styles.bar}>
      <ViewTabs title={title} columns={columns} />
      <div className={styles.chips}>
        {begin !== undefined && <FilterChip columns={columns} begin={begin} query={query} />}
        {begin !== undefined && (
          <ChipPanel
            text={
              sort === null
                ? t('grid.sort.chip')
                : t(sort.descending ? 'grid.sort.onDescending' : 'grid.sort.onAscending', {
                    column: nameOf(sort.column),
                  })
            }
            on={sort !== null}
            onClear={() => query.setSort(null)}
          >
            {() => <SortPanel columns={columns} sort={sort} onSort={query.setSort} />}
          </ChipPanel>
        )}
        <ChipPanel
          text={hidden === 0 ? t('grid.fields.chip') : t('grid.fields.hidden', { count: hidden })}
          on={hidden > 0}
        >
          {(close) => (
            <FieldsPanel
              layout={layout}
              onAdd={
                onAddColumn &&
                (() => {
                  close();
                  onAddColumn();
                })
              }
            />
          )}
        </ChipPanel>
      </div>
    </div>
  );
};
