import { useTranslation } from 'react-i18next';
import { nameIn, type Pipeline } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { Chip } from '../ui/Chip.tsx';
import { BinIcon, ChevronIcon, PlusIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { StageTask } from './StageDialogs.tsx';

interface PipelineMenuProps {
  readonly pipelines: readonly Pipeline[];
  readonly shown: Pipeline;
  readonly onShow: (pipeline: string) => void;
  /** Null where this person may not change pipelines. */
  readonly onTask: ((task: StageTask) => void) | null;
}

/** Which pipeline the board shows, and what can be done with pipelines. */
export const PipelineMenu = ({ pipelines, shown, onShow, onTask }: PipelineMenuProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const choices = pipelines.map(({ id, name }) => ({
    id,
    text: nameIn(name, language),
    chosen: id === shown.id,
    onSelect: () => onShow(id),
  }));
  const tasks =
    onTask === null
      ? []
      : [
          {
            text: t('board.pipeline.add'),
            icon: <PlusIcon />,
            onSelect: () => onTask({ do: 'addPipeline' }),
          },
          {
            text: t('board.pipeline.rename'),
            onSelect: () => onTask({ do: 'renamePipeline', pipeline: shown }),
          },
          ...(pipelines.length > 1
            ? [
                {
                  text: t('board.pipeline.remove'),
                  icon: <BinIcon />,
                  danger: true,
                  onSelect: () => onTask({ do: 'removePipeline', pipeline: shown }),
                },
              ]
            : []),
        ];
  return (
    <Menu
      label={t('board.pipeline.menu')}
      groups={[{ title: t('board.pipeline.label'), items: choices }, { items: tasks }].filter(
        ({ items }) => items.length > 0,
      )}
    >
      {(trigger) => (
        <Chip {...trigger}>
          {nameIn(shown.name, language)}
          <ChevronIcon />
        </Chip>
      )}
    </Menu>
  );
};
