import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useLanguage } from '../../app/language.ts';
import { useTheme } from '../../app/theme.ts';
import { antdThemeFor } from './theme.ts';

/**
 * Puts our theme and language around antd's parts. antd is no part of the first load: use it only
 * in files that are imported lazily, each with this around it.
 */
export const AntdFrame = ({ children }: { readonly children: ReactNode }) => {
  const [, theme] = useTheme();
  const language = useLanguage();
  const config = useMemo(() => antdThemeFor(theme), [theme]);
  return (
    <ConfigProvider
      theme={config}
      locale={language === 'zh' ? zhCN : enUS}
      // Inside a modal dialog, what drops down must be in it.
      getPopupContainer={(trigger) => trigger?.closest('dialog') ?? document.body}
    >
      {children}
    </ConfigProvider>
  );
};
