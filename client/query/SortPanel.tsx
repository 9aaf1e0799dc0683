import { useTranslation } from 'react-i18next';
import { type Column, nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import type { ViewQuery } from '../store/store.ts';
import { Picker } from './Picker.tsx';
import styles from './panels.module.css';

type Sort = ViewQuery['sort'];

interface SortPanelProps {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

/** One column to sort by, and which way. */
export const SortPanel = ({ columns, sort, onSort }: SortPanelProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const own = { value: '', text: t('grid.sort.own') };
  return (
    <div className={styles.form}>
      <Picker
        label={t('grid.sort.by')}
        value={sort?.column ?? ''}
        choices={[
          own,
          ...columns.map(({ id, name }) => ({ value: id, text: nameIn(name, language) })),
        ]}
        onPick={(column) =>
          onSort(column === '' ? null : { column, descending: sort?.descending ?? false })
        }
      />
      {sort !== null && (
        <Picker
          label={t('grid.sort.direction')}
          value={sort.descending ? 'descending' : 'ascending'}
          choices={[
            { value: 'ascending', text: t('grid.sort.ascending') },
            { value: 'descending', text: t('grid.sort.descending') },
          ]}
          onPick={(direction) => onSort({ ...sort, descending: direction === 'descending' })}
        />
      )}
    </div>
  );
};
