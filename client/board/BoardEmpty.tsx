import { useTranslation } from 'react-i18next';
import { type Column, nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { Button } from '../ui/Button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { EmptyState } from '../ui/State.tsx';

interface BoardEmptyProps {
  readonly column: Column;
  /** Null where this person may not. */
  readonly onAdd: (() => void) | null;
}

/** A board without lanes: its column has no options yet. */
export const BoardEmpty = ({ column, onAdd }: BoardEmptyProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <EmptyState
      title={t('board.empty.noLanes', { column: nameIn(column.name, language) })}
      meaning={t(onAdd === null ? 'board.empty.noLanesReadOnly' : 'board.empty.noLanesMeaning')}
      action={
        onAdd && (
          <Button look="go" onClick={onAdd}>
            <PlusIcon />
            {t('board.stage.addOption')}
          </Button>
        )
      }
    />
  );
};
