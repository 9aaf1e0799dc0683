import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The browser tab says where one is. */
export const usePageTitle = (place: string): void => {
  const { t } = useTranslation();
  const title = t('shell.title');
  useEffect(() => {
    document.title = place === '' ? title : `${place} · ${title}`;
  }, [place, title]);
};
