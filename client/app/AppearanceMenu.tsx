import { useTranslation } from 'react-i18next';
import { languages } from '../../shared/model/index.ts';
import { IconButton } from '../ui/Button.tsx';
import { LanguageIcon, ThemeIcon } from '../ui/icons.tsx';
import { Menu, type MenuGroup } from '../ui/Menu.tsx';
import { switchLanguage, useLanguage } from './language.ts';
import { themeChoices, themeStore, useTheme } from './theme.ts';

/** Language and theme as menu items; the phone's "More" has the same ones. */
export const useLanguageGroup = (): MenuGroup => {
  const { t } = useTranslation();
  const current = useLanguage();
  return {
    title: t('shell.language.label'),
    items: languages.map((language) => ({
      text: t(`shell.language.${language}`),
      lang: language === 'zh' ? 'zh-CN' : 'en',
      chosen: language === current,
      onSelect: () => void switchLanguage(language),
    })),
  };
};

export const useThemeGroup = (): MenuGroup => {
  const { t } = useTranslation();
  const [current] = useTheme();
  return {
    title: t('shell.theme.label'),
    items: themeChoices.map((choice) => ({
      text: t(`shell.theme.${choice}`),
      chosen: choice === current,
      onSelect: () => themeStore().choose(choice),
    })),
  };
};

export const LanguageMenu = () => {
  const { t } = useTranslation();
  const group = useLanguageGroup();
  return (
    <Menu label={t('shell.language.label')} groups={[group]}>
      {(trigger) => (
        <IconButton {...trigger} label={t('shell.language.label')}>
          <LanguageIcon />
        </IconButton>
      )}
    </Menu>
  );
};

export const ThemeMenu = () => {
  const { t } = useTranslation();
  const group = useThemeGroup();
  return (
    <Menu label={t('shell.theme.label')} groups={[group]}>
      {(trigger) => (
        <IconButton {...trigger} label={t('shell.theme.label')}>
          <ThemeIcon />
        </IconButton>
      )}
    </Menu>
  );
};
