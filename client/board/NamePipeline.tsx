import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, type Pipeline } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useStore } from '../store/useStore.ts';
import { Choices } from '../ui/Choices.tsx';
import { NameDialog } from './NameDialog.tsx';
import { addPipeline, renamePipeline } from './pipelines.ts';
import { type PipelineTemplateId, pipelineTemplates } from './pipelineTemplates.ts';
import type { StageList } from './stages.ts';

interface NamePipelineProps {
  readonly list: StageList;
  /** Null for a new one. */
  readonly pipeline: Pipeline | null;
  readonly onMade: (pipeline: string) => void;
  readonly onClose: () => void;
}

export const NamePipeline = ({ list, pipeline, onMade, onClose }: NamePipelineProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const [template, setTemplate] = useState<PipelineTemplateId>('approval');
  const isNew = pipeline === null;
  return (
    <NameDialog
      title={t(isNew ? 'board.pipeline.add' : 'board.pipeline.rename')}
      label={t('board.pipeline.name')}
      name={isNew ? '' : nameIn(pipeline.name, language)}
      verb={t(isNew ? 'board.pipeline.create' : 'board.stage.rename')}
      onClose={onClose}
      onName={(typed) => {
        const plan = isNew
          ? addPipeline(store, list, typed, template, language)
          : renamePipeline(store, pipeline, typed);
        if (!plan.ok) return plan.reason;
        store.dispatch(plan.step);
        if (isNew) onMade(plan.id);
        return null;
      }}
    >
      {isNew && (
        <Choices
          label={t('board.pipeline.template')}
          value={template}
          onChoose={setTemplate}
          choices={pipelineTemplates.map(({ id, stages }) => ({
            value: id,
            text: t(`board.pipeline.templates.${id}`),
            meaning: stages.map(({ name }) => nameIn(name, language)).join(' → '),
          }))}
        />
      )}
    </NameDialog>
  );
};
