import { theme as antdTheme, type ThemeConfig } from 'antd';
import type { Theme } from '../../app/theme.ts';

/**
 * antd's theme, fed from the CSS variables of client/app/tokens.css, so that there is one source
 * of colour. antd derives shades, so it needs the values, not `var(…)`: read them again for each
 * theme.
 */
export const antdThemeFor = (theme: Theme): ThemeConfig => {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    algorithm: theme === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: token('amber'),
      colorInfo: token('amber'),
      colorError: token('red'),
      colorSuccess: token('green'),
      colorWarning: token('amber'),
      colorText: token('ink'),
      colorTextSecondary: token('ink-2'),
      colorTextTertiary: token('ink-3'),
      colorTextPlaceholder: token('ink-3'),
      colorBgBase: token('surface'),
      colorBgContainer: token('surface'),
      colorBgElevated: token('surface'),
      colorBgLayout: token('paper'),
      colorBorder: token('line-strong'),
      colorBorderSecondary: token('line'),
      colorSplit: token('line-soft'),
      controlItemBgActive: token('amber-soft'),
      controlItemBgHover: token('sunken'),
      boxShadowSecondary: token('shadow'),
      fontFamily: token('font'),
      fontSize: 13,
      controlHeight: 36,
      borderRadius: 6,
      motionDurationFast: token('quick'),
      motionDurationMid: token('quick'),
      motionDurationSlow: token('quick'),
      wireframe: false,
    },
  };
};
