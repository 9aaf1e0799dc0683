import type { Translated } from '../translated.ts';
import type { welcome as chinese } from '../zh/welcome.ts';

export const welcome: Translated<typeof chinese> = {
  tagline: 'One grid of customers, for the whole team at once',
  name: 'Name',
  email: 'E-mail',
  password: 'Password',
  passwordHint: 'At least 8 characters',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  setup: {
    title: 'Start using Suanpan',
    meaning: 'Create the first account. You will be the owner and can invite colleagues next.',
    sample: 'Starting data',
    sampleZh: 'Sample in Chinese',
    sampleEn: 'Sample in English',
    sampleMeaning: '300 customers, 900 follow-ups and 120 deals; all people are invented',
    empty: 'Empty tables',
    emptyMeaning: 'Just the columns: type, or paste a spreadsheet of your own',
    submit: 'Create workspace',
    busy: 'Creating…',
  },
  signIn: {
    title: 'Sign in',
    ended:
      'You were signed out. Sign in again; if you cannot, your account may be deactivated: ask an admin.',
    submit: 'Sign in',
    busy: 'Signing in…',
    forgotten: 'Forgot your password? Ask an admin for a new one-time link.',
  },
  join: {
    title: 'Welcome, {{name}}',
    meaning: 'Set a password for {{email}} and you are in.',
    submit: 'Set password and enter',
    busy: 'Entering…',
    used: 'This link no longer works',
    usedMeaning: 'It was used already, or a newer one replaced it. Ask an admin for a new one.',
    toSignIn: 'Go to sign-in',
  },
};
