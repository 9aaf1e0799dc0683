import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, type Pipeline } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useStore } from '../store/useStore.ts';
import { toast } from '../ui/toast.ts';
import { removePipeline } from './pipelines.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { countIn } from './stageRemoval.ts';
import { type StageList, stagesIn } from './stages.ts';

interface RemovePipelineProps {
  readonly pipeline: Pipeline;
  readonly list: StageList;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export const RemovePipeline = ({ pipeline, list, onRemoved, onClose }: RemovePipelineProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const name = nameIn(pipeline.name, language);
  const [own] = useState(
    () => new Set(stagesIn(store, { ...list, pipeline: pipeline.id }).map(({ id }) => id)),
  );
  const [count] = useState(() => countIn(store, list.table, list.column, own));
  const others = store.workspace.options(list.table, list.column).filter(({ id }) => !own.has(id));
  return (
    <RemoveDialog
      title={t('board.pipeline.removeTitle', { name })}
      meaning={
        count === 0 ? t('board.pipeline.removeEmpty') : t('board.pipeline.removeMeaning', { count })
      }
      targets={count === 0 ? null : others}
      onClose={onClose}
      onRemove={(to) => {
        const plan = removePipeline(store, pipeline, to, Date.now());
        if (!plan.ok) {
          toast(t(`board.problems.${plan.reason}`));
          return;
        }
        store.dispatch(plan.step);
        onRemoved();
      }}
    />
  );
};
