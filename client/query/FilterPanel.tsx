import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, nameIn } from '../../shared/model/index.ts';
import type { Condition, Operator } from '../../shared/query/index.ts';
import { useColumnContext } from '../store/useStore.ts';
import {
  askedOf,
  type ConditionDraft,
  draftFor,
  draftToCondition,
  membersFor,
  operandOf,
} from './conditionForm.ts';
import { Picker } from './Picker.tsx';
import styles from './panels.module.css';

interface FilterPanelProps {
  readonly columns: readonly Column[];
  /** The column that the panel begins with. */
  readonly begin: Column;
  readonly filter: Condition | null;
  readonly onFilter: (filter: Condition | null) => void;
}

/** One condition on one column; what is filled in shows at once behind the panel. */
export const FilterPanel = ({ columns, begin, filter, onFilter }: FilterPanelProps) => {
  const { t } = useTranslation();
  const context = useColumnContext();
  const [draft, setDraft] = useState<ConditionDraft>(() => draftOf(filter, columns, begin));
  const { column, operator, text, to, members } = draft;
  const operand = operandOf(operator);

  const change = (next: ConditionDraft) => {
    setDraft(next);
    onFilter(draftToCondition(next, context));
  };
  const input = (value: string, label: string, onText: (text: string) => void) => (
    <input
      className={styles.input}
      aria-label={label}
      type={operand === 'date' || operand === 'dates' ? 'date' : 'text'}
      inputMode={operand === 'number' || operand === 'numbers' ? 'decimal' : undefined}
      value={value}
      onChange={(event) => onText(event.target.value)}
    />
  );

  return (
    <div className={styles.form}>
      <Picker
        label={t('grid.filter.column')}
        value={column.id}
        choices={columns.map((choice) => ({
          value: choice.id,
          text: nameIn(choice.name, context.language),
        }))}
        onPick={(id) => {
          const next = columns.find((choice) => choice.id === id);
          if (next !== undefined) change(draftFor(next));
        }}
      />
      <Picker<Operator>
        label={t('grid.filter.operator')}
        value={operator}
        choices={askedOf(column).map((choice) => ({
          value: choice,
          text: t(`grid.operators.${choice}`),
        }))}
        onPick={(next) => change({ ...draft, operator: next })}
      />
      {operand !== 'none' && operand !== 'members' && (
        <div className={styles.pair}>
          {input(text, t('grid.filter.value'), (next) => change({ ...draft, text: next }))}
          {(operand === 'numbers' || operand === 'dates') &&
            input(to, t('grid.filter.to'), (next) => change({ ...draft, to: next }))}
        </div>
      )}
      {operand === 'members' && (
        <fieldset className={styles.members} aria-label={t('grid.filter.value')}>
          {membersFor(column, context).map(({ id, name }) => (
            <label key={id} className={styles.switch}>
              <input
                type="checkbox"
                checked={members.includes(id)}
                onChange={({ target }) =>
                  change({
                    ...draft,
                    members: target.checked
                      ? [...members, id]
                      : members.filter((member) => member !== id),
                  })
                }
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
};

/** The filter that is in force, if it is about the column; else one to begin with. */
const draftOf = (
  filter: Condition | null,
  columns: readonly Column[],
  begin: Column,
): ConditionDraft => {
  const column = columns.find(({ id }) => id === filter?.column);
  if (filter === null || column === undefined || column.id !== begin.id) return draftFor(begin);
  const text =
    'text' in filter
      ? filter.text
      : 'number' in filter
        ? String(filter.number)
        : 'date' in filter
          ? filter.date
          : 'from' in filter
            ? String(filter.from)
            : '';
  return {
    column,
    operator: filter.operator,
    text,
    to: 'to' in filter ? String(filter.to) : '',
    members: 'members' in filter ? filter.members : [],
  };
};
