import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnContext } from '../../shared/columns/index.ts';
import type { Store } from '../store/store.ts';
import type { CandidateSource } from './candidates.ts';

interface Around {
  readonly store: Store;
  readonly context: ColumnContext;
}

const day = 86_400_000;

/** What the lists under open editors offer. */
export const useCandidateSource = ({ store, context }: Around): CandidateSource => {
  const { t } = useTranslation();
  return useMemo(() => {
    const at = (days: number) =>
      new Date(Date.parse(context.today) + days * day).toISOString().slice(0, 10);
    return {
      context,
      linkedRows: ({ settings: { linkedTable } }) => {
        const title = store.workspace.columns(linkedTable ?? '')[0];
        return linkedTable === undefined || title === undefined
          ? null
          : { rows: store.table(linkedTable), title: title.id };
      },
      days: [
        { text: t('grid.day.today'), date: at(0) },
        { text: t('grid.day.tomorrow'), date: at(1) },
        { text: t('grid.day.yesterday'), date: at(-1) },
        { text: t('grid.day.inAWeek'), date: at(7) },
      ],
    };
  }, [store, context, t]);
};
