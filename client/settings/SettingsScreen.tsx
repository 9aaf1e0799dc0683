import { useTranslation } from 'react-i18next';
import { MissingPage } from '../app/MissingPage.tsx';
import { usePageTitle } from '../app/usePageTitle.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { LedgersPage } from './LedgersPage.tsx';
import { PeoplePage } from './PeoplePage.tsx';
import { TokensPage } from './TokensPage.tsx';

const pages = { people: PeoplePage, ledgers: LedgersPage, tokens: TokensPage } as const;
type PageId = keyof typeof pages;
const isPageId = (page: string): page is PageId => Object.hasOwn(pages, page);

const SettingsScreen = ({ page }: { readonly page: string }) => {
  const { t } = useTranslation();
  usePageTitle(t('shell.nav.settings'));
  if (!isPageId(page)) return <MissingPage />;
  const Page = pages[page];
  const tabs = (Object.keys(pages) as PageId[]).map((id) => ({
    href: `/settings/${id}`,
    text: t(`settings.${id}.title`),
  }));

  return (
    <>
      <Tabs label={t('shell.nav.settings')} tabs={tabs} current={`/settings/${page}`} />
      <Page />
    </>
  );
};

export default SettingsScreen;
