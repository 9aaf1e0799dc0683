import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, isComputed, nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { setHidden } from '../query/columnLayout.ts';
import type { TableQuery } from '../query/tableQuery.ts';
import { useStore } from '../store/useStore.ts';
import { MenuAt } from '../ui/MenuAt.tsx';
import { toast } from '../ui/toast.ts';
import type { CellBounds } from './CellEditor.tsx';
import { deleteColumn, renameColumn, restoreColumn } from './columnActions.ts';
import { FormulaDialog } from './formula/FormulaDialog.tsx';
import { RenameColumn } from './RenameColumn.tsx';

interface HeaderMenuProps {
  readonly column: Column;
  readonly bounds: CellBounds;
  readonly query: TableQuery;
  readonly mayChange: boolean;
  /** The last column that is shown cannot be hidden. */
  readonly isOnly: boolean;
  readonly onInsert: (side: 'left' | 'right') => void;
  readonly onClosed: () => void;
}

/** What can be done with a column. */
export const HeaderMenu = (props: HeaderMenuProps) => {
  const { column, bounds, query, mayChange, isOnly, onInsert, onClosed } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const [renaming, setRenaming] = useState(false);
  const [seesFormula, setSeesFormula] = useState(false);
  const name = nameIn(column.name, language);

  const remove = () => {
    deleteColumn(store, column, Date.now());
    toast(t('grid.column.deleted', { name }), {
      text: t('grid.undo'),
      onPress: () => restoreColumn(store, column),
    });
  };
  const sort = (descending: boolean) => query.setSort({ column: column.id, descending });

  if (renaming)
    return (
      <RenameColumn
        name={name}
        onClose={onClosed}
        onRename={(next) => renameColumn(store, column, next)}
      />
    );
  if (seesFormula) return <FormulaDialog column={column} onClose={onClosed} />;
  return (
    <MenuAt
      label={t('grid.column.menu', { name })}
      bounds={bounds}
      onClosed={onClosed}
      groups={[
        {
          items: [
            { text: t('grid.column.sortAscending'), onSelect: () => sort(false) },
            { text: t('grid.column.sortDescending'), onSelect: () => sort(true) },
            { text: t('grid.column.filter'), onSelect: () => query.askFilter(column) },
          ],
        },
        {
          items: [
            ...(isComputed(column)
              ? [
                  {
                    text: t(mayChange ? 'formula.edit' : 'formula.how'),
                    onSelect: () => setSeesFormula(true),
                  },
                ]
              : []),
            ...(mayChange
              ? [
                  { text: t('grid.column.rename'), onSelect: () => setRenaming(true) },
                  { text: t('grid.column.insertLeft'), onSelect: () => onInsert('left') },
                  { text: t('grid.column.insertRight'), onSelect: () => onInsert('right') },
                ]
              : []),
            ...(isOnly
              ? []
              : [
                  {
                    text: t('grid.column.hide'),
                    onSelect: () => setHidden(store.me, column, true),
                  },
                ]),
            ...(mayChange
              ? [{ text: t('grid.column.delete'), danger: true, onSelect: remove }]
              : []),
          ],
        },
      ].filter(({ items }) => items.length > 0)}
    />
  );
};
