import { Calendar } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/language.ts';
import { AntdFrame } from '../ui/antd/AntdFrame.tsx';
import { IconButton } from '../ui/Button.tsx';
import { NextIcon, PreviousIcon } from '../ui/icons.tsx';
import styles from './MonthPanel.module.css';

interface MonthPanelProps {
  /** ISO date that the cell holds, or null. */
  readonly date: string | null;
  onChoose(date: string): void;
}

/** A month to choose a day from, under the editor of a date. The keyboard types the date instead. */
export default function MonthPanel({ date, onChoose }: MonthPanelProps) {
  return (
    <AntdFrame>
      <div className={styles.month} data-testid="month">
        <Calendar
          fullscreen={false}
          defaultValue={date === null ? dayjs() : dayjs(date)}
          headerRender={({ value, onChange }) => <MonthHead month={value} onTurn={onChange} />}
          onSelect={(day, { source }) => {
            if (source === 'date') onChoose(day.format('YYYY-MM-DD'));
          }}
        />
      </div>
    </AntdFrame>
  );
}

interface MonthHeadProps {
  readonly month: Dayjs;
  onTurn(month: Dayjs): void;
}

const MonthHead = ({ month, onTurn }: MonthHeadProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const title = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long' });
  return (
    <div className={styles.head}>
      <IconButton
        label={t('grid.editor.previousMonth')}
        onClick={() => onTurn(month.subtract(1, 'month'))}
      >
        <PreviousIcon />
      </IconButton>
      <span aria-live="polite">{title.format(month.toDate())}</span>
      <IconButton label={t('grid.editor.nextMonth')} onClick={() => onTurn(month.add(1, 'month'))}>
        <NextIcon />
      </IconButton>
    </div>
  );
};
