import { useTranslation } from 'react-i18next';
import { type Column, nameIn } from '../../shared/model/index.ts';
import { useColumnContext } from '../store/useStore.ts';
import { ChipPanel } from './ChipPanel.tsx';
import { operandText } from './conditionForm.ts';
import { FilterPanel } from './FilterPanel.tsx';
import type { TableQuery } from './tableQuery.ts';

interface FilterChipProps {
  /** In use; there is at least one. */
  readonly columns: readonly Column[];
  /** The column that an empty filter begins with. */
  readonly begin: Column;
  readonly query: TableQuery;
}

/** Which rows are shown: the same for every way to see a table. */
export const FilterChip = ({ columns, begin, query }: FilterChipProps) => {
  const { filter, asked } = query;
  const { t } = useTranslation();
  const context = useColumnContext();
  const filtered = columns.find(({ id }) => id === filter?.column);
  const text =
    filter === null || filtered === undefined
      ? t('grid.filter.chip')
      : t('grid.filter.on', {
          column: nameIn(filtered.name, context.language),
          operator: t(`grid.operators.${filter.operator}`),
          operand: operandText(filter, filtered, context),
        }).trim();
  return (
    <ChipPanel
      text={text}
      on={filter !== null}
      onClear={() => query.setFilter(null)}
      asked={asked.times}
    >
      {() => (
        <FilterPanel
          columns={columns}
          begin={asked.column ?? filtered ?? begin}
          filter={filter}
          onFilter={query.setFilter}
        />
      )}
    </ChipPanel>
  );
};
