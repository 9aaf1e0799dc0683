import { useTranslation } from 'react-i18next';
import { PlusIcon } from '../ui/icons.tsx';
import styles from './NewStage.module.css';

interface NewStageProps {
  /** Else an option like any other. */
  readonly isStage: boolean;
  readonly onAdd: () => void;
}

/** After the last lane: the way to one more. */
export const NewStage = ({ isStage, onAdd }: NewStageProps) => {
  const { t } = useTranslation();
  return (
    <button type="button" className={styles.add} onClick={onAdd}>
      <PlusIcon />
      {t(isStage ? 'board.stage.add' : 'board.stage.addOption')}
    </button>
  );
};
