import { useTranslation } from 'react-i18next';
import { type Column, nameIn, type TableKind } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { ChipPanel } from '../query/ChipPanel.tsx';
import { FilterChip } from '../query/FilterChip.tsx';
import { Picker } from '../query/Picker.tsx';
import panels from '../query/panels.module.css';
import bar from '../query/QueryBar.module.css';
import type { TableQuery } from '../query/tableQuery.ts';
import { ViewTabs } from '../query/ViewTabs.tsx';
import { Button } from '../ui/Button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import styles from './BoardBar.module.css';
import { PipelineMenu } from './PipelineMenu.tsx';
import type { StageTask } from './StageDialogs.tsx';
import type { BoardAddress } from './useBoardAddress.ts';
import type { Stages } from './useLanes.ts';
import type { Summing } from './useSummed.ts';

interface BoardBarProps {
  readonly title: string;
  readonly kind: TableKind;
  readonly columns: readonly Column[];
  readonly selects: readonly Column[];
  readonly by: Column;
  readonly query: TableQuery;
  readonly address: BoardAddress;
  readonly stages: Stages;
  readonly summing: Summing;
  /** Null where this person may not write, or there is no lane to write into. */
  readonly onNew: (() => void) | null;
  /** Null where this person may not change pipelines. */
  readonly onTask: ((task: StageTask) => void) | null;
}

const none = '';

/** Above the lanes: which way of looking, which lanes, which rows; and the way to one more. */
export const BoardBar = (props: BoardBarProps) => {
  const { columns, selects, by, query, address, stages, summing } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = ({ name }: Column) => nameIn(name, language);
  const [first] = columns;
  return (
    <div className={bar.bar}>
      <ViewTabs title={props.title} columns={columns} />
      <div className={bar.chips}>
        {stages.pipeline !== null && (stages.pipelines.length > 1 || props.onTask !== null) && (
          <PipelineMenu
            pipelines={stages.pipelines}
            shown={stages.pipeline}
            onShow={(id) => address.show(by.id, id)}
            onTask={props.onTask}
          />
        )}
        {(selects.length > 1 || summing.columns.length > 0) && (
          <ChipPanel text={t('board.bar.by', { column: nameOf(by) })} on={false}>
            {() => (
              <div className={panels.form}>
                <Picker
                  labelled
                  label={t('board.bar.byLabel')}
                  value={by.id}
                  choices={selects.map((column) => ({ value: column.id, text: nameOf(column) }))}
                  onPick={(id) => address.show(id, null)}
                />
                {summing.columns.length > 0 && (
                  <Picker
                    labelled
                    label={t('board.bar.sumLabel')}
                    value={summing.summed?.id ?? none}
                    choices={[
                      ...summing.columns.map((column) => ({
                        value: column.id,
                        text: nameOf(column),
                      })),
                      { value: none, text: t('board.bar.noSum') },
                    ]}
                    onPick={(id) => summing.choose(id === none ? null : id)}
                  />
                )}
              </div>
            )}
          </ChipPanel>
        )}
        {first !== undefined && <FilterChip columns={columns} begin={first} query={query} />}
      </div>
      {props.onNew && (
        <Button look="go" className={styles.add} onClick={props.onNew}>
          <PlusIcon />
          {t(`board.made.${props.kind}`)}
        </Button>
      )}
    </div>
  );
};
