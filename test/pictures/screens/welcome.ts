import { until } from '../hands.ts';
import type { Screen } from '../screen.ts';

export const welcomeScreens: readonly Screen[] = [
  { id: 'setup', title: 'First run', at: 'fresh', path: '/' },
  { id: 'sign-in', title: 'Sign in', at: 'team', path: '/' },
  {
    id: 'sign-in-wrong',
    title: 'Sign in, wrong password',
    at: 'team',
    path: '/',
    show: async (scene) => {
      const { page } = scene;
      await page.locator('input[type=email]').fill('owner@example.com');
      await page.locator('input[type=password]').fill('not-the-password');
      await page.locator('form button[type=submit]').click();
      await until(() => page.getByRole('alert').filter({ hasText: /./ }))(scene);
      await page.waitForTimeout(300);
    },
  },
  { id: 'join', title: 'One-time link', at: 'team', path: ({ invitation }) => invitation },
  { id: 'join-used', title: 'One-time link that is none', at: 'team', path: '/join/nothing' },
];
