import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, type Option } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { useStore } from '../store/useStore.ts';
import { toast } from '../ui/toast.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { countIn, removeStage } from './stageRemoval.ts';

interface RemoveStageProps {
  readonly stage: Option;
  /** The lanes' options, in order. */
  readonly stages: readonly Option[];
  readonly onClose: () => void;
}

export const RemoveStage = ({ stage, stages, onClose }: RemoveStageProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const store = useStore();
  const name = nameIn(stage.name, language);
  // Those that a filter hides are among them.
  const [count] = useState(() => countIn(store, stage.table, stage.column, new Set([stage.id])));
  const at = stages.findIndex(({ id }) => id === stage.id);
  // The nearest first: back to where a card came from.
  const others = [...stages.slice(0, at).reverse(), ...stages.slice(at + 1)];
  return (
    <RemoveDialog
      title={t('board.stage.removeTitle', { name })}
      meaning={
        count === 0 ? t('board.stage.removeEmpty') : t('board.stage.removeMeaning', { count })
      }
      targets={count === 0 ? null : others}
      onClose={onClose}
      onRemove={(to) => {
        store.dispatch(removeStage(store, stage, to, Date.now()));
        toast(t('board.stage.removed', { name }));
      }}
    />
  );
};
