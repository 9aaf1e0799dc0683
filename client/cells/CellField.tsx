import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { holdsSet, isComputed, nameIn } from '../../shared/model/index.ts';
import { IconButton } from '../ui/Button.tsx';
import { NextIcon } from '../ui/icons.tsx';
import styles from './CellField.module.css';
import { ComputedCell } from './ComputedCell.tsx';
import type { CandidateSource } from './candidates.ts';
import type { EditedCell } from './editedCell.ts';
import { SetCell } from './SetCell.tsx';
import { TextCell } from './TextCell.tsx';

interface CellFieldProps {
  readonly cell: EditedCell;
  readonly source: CandidateSource;
}

/** One cell as a field with its name beside it, edited in place as in the grid. */
export const CellField = ({ cell, source }: CellFieldProps) => {
  const { t } = useTranslation();
  const id = useId();
  const { column, value, peers } = cell;
  const label = nameIn(column.name, source.context.language);
  const [peer] = peers;
  const linked =
    column.type === 'link' && typeof value === 'string' ? column.settings.linkedTable : undefined;

  return (
    <div
      className={styles.field}
      data-column={column.id}
      style={peer && ({ '--peer': peer.color } as CSSProperties)}
    >
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={`${styles.value} ${peer ? styles.taken : ''}`}>
        <Control id={id} label={label} cell={cell} source={source} />
        {column.type === 'phone' && typeof value === 'string' && (
          <a className={styles.call} href={`tel:${value}`}>
            {t('grid.card.call')}
          </a>
        )}
        {linked !== undefined && typeof value === 'string' && cell.openRow !== undefined && (
          <IconButton
            label={t('record.openLinked')}
            className={styles.open}
            onClick={() => cell.openRow?.(linked, value)}
          >
            <NextIcon />
          </IconButton>
        )}
        {peer && (
          <span className={styles.peer}>
            {peer.typing ? t('grid.peer.typing', { name: peer.name }) : peer.name}
          </span>
        )}
      </div>
    </div>
  );
};

interface ControlProps extends CellFieldProps {
  readonly id: string;
  readonly label: string;
}

const Control = ({ id, label, cell, source }: ControlProps) => {
  const { column, value, mayWrite } = cell;
  if (isComputed(column)) return <ComputedCell id={id} cell={cell} source={source} />;
  if (holdsSet(column)) return <SetCell id={id} label={label} cell={cell} source={source} />;
  if (column.type === 'checkbox')
    return (
      <input
        id={id}
        type="checkbox"
        data-field={column.id}
        className={styles.tick}
        checked={value === true}
        disabled={!mayWrite}
        onFocus={() => cell.tellPlace(false)}
        onBlur={() => cell.tellPlace(null)}
        onChange={(event) => cell.write(event.target.checked)}
      />
    );
  return <TextCell id={id} label={label} cell={cell} source={source} />;
};
