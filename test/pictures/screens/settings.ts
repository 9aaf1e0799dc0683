import * as hand from '../hands.ts';
import type { Screen } from '../screen.ts';

const team = { at: 'team', as: 'owner' } as const;
const people = { ...team, path: '/settings/people' } as const;
const ledgers = { ...team, path: '/settings/ledgers' } as const;
const tokens = { ...team, path: '/settings/tokens' } as const;
const home = { ...team, path: '/t/customers' } as const;

export const settingsScreens: readonly Screen[] = [
  { ...people, id: 'people', title: 'Settings: people' },
  {
    ...people,
    id: 'people-invite',
    title: 'Settings: somebody is invited',
    show: hand.press(/^(邀请成员|Invite)$/),
  },
  {
    ...people,
    id: 'people-menu',
    title: 'Settings: menu of a person',
    show: hand.press(/^(对 .* 的操作|Actions for .*)$/),
  },
  { ...people, id: 'people-viewer', as: 'viewer', title: 'Settings: people, only to read' },
  { ...ledgers, id: 'ledgers', title: 'Settings: ledgers' },
  {
    ...ledgers,
    id: 'ledgers-new',
    title: 'Settings: a new ledger',
    show: hand.press(/^(新建台账|New ledger)$/),
  },
  {
    ...ledgers,
    id: 'ledgers-members',
    title: 'Settings: members of a ledger',
    show: hand.press(/成员$|^Members/),
  },
  { ...tokens, id: 'tokens', title: 'Settings: tokens' },
  {
    ...tokens,
    id: 'tokens-new',
    title: 'Settings: a new token',
    show: hand.press(/^(新建令牌|New token)$/),
  },
  {
    ...home,
    id: 'account',
    title: 'Menu of the account',
    show: hand.steps(hand.rows, hand.press(/的账号$|^Account of/)),
  },
  {
    ...home,
    id: 'language',
    title: 'Menu of languages',
    only: 'wide',
    show: hand.steps(hand.rows, hand.press(/^(语言|Language)$/)),
  },
  {
    ...home,
    id: 'theme',
    title: 'Menu of themes',
    only: 'wide',
    show: hand.steps(hand.rows, hand.press(/^(外观|Appearance)$/)),
  },
  {
    ...home,
    id: 'more',
    title: 'More, on a phone',
    only: 'narrow',
    show: hand.steps(hand.rows, hand.press(/^(更多|More)$/)),
  },
  {
    ...home,
    id: 'saved',
    title: 'What "Saved" means',
    show: hand.steps(hand.rows, hand.press(/^(已保存|Saved)$/)),
  },
  {
    ...home,
    id: 'new-table',
    title: 'A new table',
    only: 'wide',
    show: hand.steps(hand.rows, hand.press(/^(新建表格|New table)$/)),
  },
  { ...team, id: 'bin', title: 'Recycle bin', path: '/bin' },
  { id: 'bin-empty', title: 'Recycle bin, empty', at: 'empty', as: 'emptyOwner', path: '/bin' },
  { ...team, id: 'missing-table', title: 'A table that is not there', path: '/t/nothing' },
  { ...team, id: 'missing', title: 'A page that is not there', path: '/nothing' },
];
