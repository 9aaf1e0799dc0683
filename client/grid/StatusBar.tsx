import { useEffect, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Area } from '../../shared/intake/area.ts';
import { useLanguage } from '../app/language.ts';
import { InStatusBar } from '../app/statusSlots.tsx';
import { inSlices } from './inSlices.ts';
import { cellCount } from './selection.ts';
import type { Sheet } from './sheet.ts';
import { type Tally, tallySteps } from './tally.ts';

interface StatusBarProps {
  readonly sheet: Sheet;
  readonly areas: readonly Area[];
  /** Rows in use before the filter. */
  readonly total: number;
  readonly filtered: boolean;
}

/** What is selected, summed as in Excel; and how many rows there are. */
export const StatusBar = ({ sheet, areas, total, filtered }: StatusBarProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const tally = useTally(sheet, areas);
  const shown = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 2 });

  return (
    <>
      <InStatusBar side="left">
        {tally !== null && (
          <>
            <Figure text={t('grid.status.filled')} value={shown(tally.filled)} />
            {tally.numbers > 0 && (
              <>
                <Figure text={t('grid.status.sum')} value={shown(tally.sum)} />
                <Figure text={t('grid.status.average')} value={shown(tally.sum / tally.numbers)} />
              </>
            )}
          </>
        )}
      </InStatusBar>
      <InStatusBar side="right">
        <span data-testid="row-count">
          {filtered ? (
            <Trans
              t={t}
              i18nKey="grid.status.filtered"
              values={{ total: shown(total), shown: shown(sheet.rows.length) }}
              components={{ b: <b /> }}
            />
          ) : (
            t('grid.status.rows', { count: total, total: shown(total) })
          )}
        </span>
      </InStatusBar>
    </>
  );
};

const Figure = ({ text, value }: { readonly text: string; readonly value: string }) => (
  <span>
    {text} <b>{value}</b>
  </span>
);

/** Null while there is nothing to sum: less than two cells. */
const useTally = (sheet: Sheet, areas: readonly Area[]): Tally | null => {
  const { columns, rows, table } = sheet;
  const [tally, setTally] = useState<Tally | null>(null);
  const worthIt = cellCount(areas) > 1;

  useEffect(() => {
    if (!worthIt) {
      setTally(null);
      return;
    }
    let stop = new AbortController();
    const count = () => {
      stop.abort();
      stop = new AbortController();
      inSlices(tallySteps(areas, columns, rows, table), stop.signal).then(
        setTally,
        () => undefined,
      );
    };
    count();
    const unsubscribe = table.subscribe(count);
    return () => {
      unsubscribe();
      stop.abort();
    };
  }, [worthIt, areas, columns, rows, table]);
  return tally;
};
