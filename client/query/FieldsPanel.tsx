import { useTranslation } from 'react-i18next';
import { nameIn } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useStore } from '../store/useStore.ts';
import { Button } from '../ui/Button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { type ColumnLayout, isHidden, setHidden } from './columnLayout.ts';
import styles from './panels.module.css';

interface FieldsPanelProps {
  readonly layout: ColumnLayout;
  /** Null where this person may not add columns. */
  readonly onAdd: (() => void) | null;
}

/** Every column with a switch: what is hidden here is hidden for oneself only. */
export const FieldsPanel = ({ layout, onAdd }: FieldsPanelProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { me } = useStore();
  const isLast = (hidden: boolean) => !hidden && layout.shown.length === 1;
  return (
    <>
      <div className={styles.members}>
        {layout.all.map((column) => {
          const hidden = isHidden(me, column);
          return (
            <label key={column.id} className={styles.switch}>
              <input
                type="checkbox"
                role="switch"
                checked={!hidden}
                aria-checked={!hidden}
                disabled={isLast(hidden)}
                onChange={() => setHidden(me, column, !hidden)}
              />
              <span>{nameIn(column.name, language)}</span>
            </label>
          );
        })}
      </div>
      <p className={styles.note}>{t('grid.fields.onlyYou')}</p>
      {onAdd && (
        <div className={styles.foot}>
          <Button onClick={onAdd}>
            <PlusIcon />
            {t('grid.column.add')}
          </Button>
        </div>
      )}
    </>
  );
};
