import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/State.tsx';

export const MissingPage = () => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <EmptyState
      title={t('shell.state.missing')}
      meaning={t('shell.state.missingMeaning')}
      action={<Button onClick={() => go('/')}>{t('shell.state.home')}</Button>}
    />
  );
};
