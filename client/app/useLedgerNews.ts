import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerNameIn } from '../../shared/model/index.ts';
import { toast } from '../ui/toast.ts';
import { useLanguage } from './language.ts';
import { ledgerNews } from './ledgerNews.ts';
import type { LedgerOpened } from './session.ts';
import { useSession } from './useSession.ts';

/** Says what became of one's rights when somebody else changes them. */
export const useLedgerNews = (): void => {
  const { t } = useTranslation();
  const language = useLanguage();
  const ledgers = useSession((snapshot) => snapshot.ledgers);
  const before = useRef<readonly LedgerOpened[] | null>(null);

  useEffect(() => {
    for (const { kind, name } of ledgerNews(before.current ?? [], ledgers ?? []))
      toast(t(`shell.ledgers.${kind}`, { ledger: ledgerNameIn(name, language) }));
    before.current = ledgers;
  }, [ledgers, t, language]);
};
