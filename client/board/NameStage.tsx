import { useTranslation } from 'react-i18next';
import { nameIn, type Option } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useStore } from '../store/useStore.ts';
import { NameDialog } from './NameDialog.tsx';
import { addStage, renameStage, type StageList } from './stages.ts';

interface NameStageProps {
  readonly list: StageList;
  /** Null for a new one. */
  readonly stage: Option | null;
  readonly onClose: () => void;
}

export const NameStage = ({ list, stage, onClose }: NameStageProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const name = stage === null ? '' : nameIn(stage.name, language);
  const add = t(list.pipeline === null ? 'board.stage.addOption' : 'board.stage.add');
  return (
    <NameDialog
      title={stage === null ? add : t('board.stage.renameTitle', { name })}
      label={t('board.stage.name')}
      name={name}
      verb={stage === null ? add : t('board.stage.rename')}
      onClose={onClose}
      onName={(typed) => {
        const plan =
          stage === null ? addStage(store, list, typed) : renameStage(store, stage, typed);
        if (!plan.ok) return plan.reason;
        store.dispatch(plan.step);
        return null;
      }}
    />
  );
};
