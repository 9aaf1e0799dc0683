import { useTranslation } from 'react-i18next';
import { type Option, optionColors, outcomes } from '../../shared/model/index.ts';
import type { Step } from '../store/store.ts';
import { useStore } from '../store/useStore.ts';
import { IconButton } from '../ui/Button.tsx';
import { BinIcon, MoreIcon, PlusIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';
import styles from './LaneTools.module.css';
import type { StageTask } from './StageDialogs.tsx';
import type { ShownLane } from './shownLane.ts';
import { moveStage, recolorStage, setOutcome } from './stages.ts';

interface LaneToolsProps {
  readonly lane: ShownLane;
  /** All lanes' options, in order. */
  readonly stages: readonly Option[];
  readonly hasOutcomes: boolean;
  /** Null where this person may not write. */
  readonly onAdd: (() => void) | null;
  /** Null where this person may not change stages. */
  readonly onTask: ((task: StageTask) => void) | null;
}

/** At the right of a lane's head: one more card, and what can be done with the lane. */
export const LaneTools = (props: LaneToolsProps) => {
  const { lane, stages, hasOutcomes, onAdd, onTask } = props;
  const { t } = useTranslation();
  const store = useStore();
  const { option, name } = lane;
  const does = (step: () => Step) => () => {
    store.dispatch(step());
  };

  const groupsOf = (stage: Option, onStage: (task: StageTask) => void) => {
    const at = stages.findIndex(({ id }) => id === stage.id);
    return [
      {
        items: [
          { text: t('board.stage.rename'), onSelect: () => onStage({ do: 'renameStage', stage }) },
          ...(at > 0
            ? [
                {
                  text: t('board.stage.left'),
                  onSelect: does(() => moveStage(store, stage, stages[at - 1]!.id)),
                },
              ]
            : []),
          ...(at < stages.length - 1
            ? [
                {
                  text: t('board.stage.right'),
                  onSelect: does(() => moveStage(store, stage, stages[at + 2]?.id ?? null)),
                },
              ]
            : []),
          ...(hasOutcomes
            ? [null, ...outcomes]
                .filter((outcome) => outcome !== stage.outcome)
                .map((outcome) => ({
                  text:
                    outcome === null ? t('board.stage.open') : t(`board.stage.outcome.${outcome}`),
                  onSelect: does(() => setOutcome(stage, outcome)),
                }))
            : []),
        ],
      },
      {
        title: t('board.stage.color'),
        items: [null, ...optionColors].map((color) => ({
          text: t(`board.stage.colors.${color ?? 'none'}`),
          chosen: color === stage.color,
          icon: <Bead color={color} />,
          onSelect: does(() => recolorStage(stage, color)),
        })),
      },
      {
        items: [
          {
            text: t('board.stage.remove'),
            icon: <BinIcon />,
            danger: true,
            onSelect: () => onStage({ do: 'removeStage', stage }),
          },
        ],
      },
    ];
  };

  return (
    <>
      {onAdd && (
        <IconButton className={styles.tool} label={t('board.lane.add', { name })} onClick={onAdd}>
          <PlusIcon />
        </IconButton>
      )}
      {onTask && option !== null && (
        <Menu label={t('board.lane.menu', { name })} groups={groupsOf(option, onTask)}>
          {(trigger) => (
            <IconButton {...trigger} className={styles.tool} label={t('board.lane.menu', { name })}>
              <MoreIcon />
            </IconButton>
          )}
        </Menu>
      )}
    </>
  );
};

const Bead = ({ color }: { readonly color: string | null }) => (
  <span
    className={styles.bead}
    style={color === null ? undefined : { background: `var(--option-${color})` }}
  />
);
