import type { Option, Pipeline } from '../../shared/model/index.ts';
import { NamePipeline } from './NamePipeline.tsx';
import { NameStage } from './NameStage.tsx';
import { RemovePipeline } from './RemovePipeline.tsx';
import { RemoveStage } from './RemoveStage.tsx';
import type { StageList } from './stages.ts';
import type { Stages } from './useLanes.ts';

/** What somebody wants with stages or pipelines that takes a word from them. */
export type StageTask =
  | { readonly do: 'addStage' | 'addPipeline' }
  | { readonly do: 'renameStage' | 'removeStage'; readonly stage: Option }
  | { readonly do: 'renamePipeline' | 'removePipeline'; readonly pipeline: Pipeline };

interface StageDialogsProps {
  readonly task: StageTask;
  readonly list: StageList;
  readonly stages: Stages;
  /** Shows another pipeline; null: the first. */
  readonly onPipeline: (pipeline: string | null) => void;
  readonly onClose: () => void;
}

export const StageDialogs = ({ task, list, stages, onPipeline, onClose }: StageDialogsProps) => {
  switch (task.do) {
    case 'addStage':
      return <NameStage list={list} stage={null} onClose={onClose} />;
    case 'renameStage':
      return <NameStage list={list} stage={task.stage} onClose={onClose} />;
    case 'removeStage':
      return <RemoveStage stage={task.stage} stages={stages.stages} onClose={onClose} />;
    case 'addPipeline':
      return <NamePipeline list={list} pipeline={null} onMade={onPipeline} onClose={onClose} />;
    case 'renamePipeline':
      return (
        <NamePipeline list={list} pipeline={task.pipeline} onMade={onPipeline} onClose={onClose} />
      );
    case 'removePipeline':
      return (
        <RemovePipeline
          pipeline={task.pipeline}
          list={list}
          onRemoved={() => onPipeline(null)}
          onClose={onClose}
        />
      );
  }
};
