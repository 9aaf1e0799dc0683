import type { Translated } from '../translated.ts';
import type { shell as chinese } from '../zh/shell.ts';

export const shell: Translated<typeof chinese> = {
  title: 'Suanpan',
  brand: 'Suanpan',
  skip: 'Skip to content',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Copying was blocked. The text is selected: press Ctrl+C.',
  nav: {
    main: 'Main',
    tables: 'Tables',
    newTable: 'New table',
    bin: 'Recycle bin',
    settings: 'Settings',
    people: 'People',
    ledgers: 'Ledgers',
    tokens: 'API tokens',
    more: 'More',
    allTables: 'All tables',
    rows_one: '{{count}} row',
    rows_other: '{{count}} rows',
  },
  table: {
    menu: 'Actions for “{{name}}”',
    name: 'Table name',
    create: 'Create',
    rename: 'Rename',
    renameTitle: 'Rename “{{name}}”',
    delete: 'Delete',
    deleteTitle: 'Delete “{{name}}”?',
    deleteMeaning:
      'Nobody will see this table any more. It stays in the recycle bin with its rows and can be restored.',
    none: 'No tables yet',
    noneMeaning: 'Create a table and start typing.',
    missing: 'There is no such table',
    missingMeaning: 'It may have been deleted. Look for it in the recycle bin.',
  },
  find: {
    label: 'Find',
    placeholder: 'Find names, phones, notes',
  },
  people: {
    label_one: '{{count}} person here now',
    label_other: '{{count}} people here now',
    viewing: '{{name}} is here',
    typing: '{{name}} is typing',
    more: '{{count}} more',
  },
  language: {
    label: 'Language',
    zh: '中文',
    en: 'English',
  },
  theme: {
    label: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    system: 'Same as system',
  },
  account: {
    menu: 'Account of {{name}}',
    signOut: 'Sign out',
    signOutUnsaved: 'Some changes are not saved',
    signOutUnsavedMeaning_one:
      '{{count}} change is only in this browser. If you sign out now, it is sent when you sign in here again.',
    signOutUnsavedMeaning_other:
      '{{count}} changes are only in this browser. If you sign out now, they are sent when you sign in here again.',
    signOutAnyway: 'Sign out anyway',
    stay: 'Stay signed in',
  },
  saved: {
    label: 'Saving',
    retry: 'Reconnect now',
    reload: 'Reload the page',
    saved: {
      short: 'Saved',
      meaning: 'All your changes are on the server’s disk.',
    },
    saving: {
      short: 'Saving',
      meaning_zero: 'Connecting to the server.',
      meaning_one: '{{count}} change is on its way to the server. It usually takes a blink.',
      meaning_other: '{{count}} changes are on their way to the server. It usually takes a blink.',
    },
    late: {
      short_one: '{{count}} not saved yet',
      short_other: '{{count}} not saved yet',
      meaning_one:
        'The server has not confirmed {{count}} change for a while. It is kept in this browser and sent again by itself; please leave this page open.',
      meaning_other:
        'The server has not confirmed {{count}} changes for a while. They are kept in this browser and sent again by themselves; please leave this page open.',
    },
    offline: {
      short_zero: 'Offline',
      short_one: 'Offline · {{count}} not saved',
      short_other: 'Offline · {{count}} not saved',
      meaning_zero:
        'The server cannot be reached. Keep working: changes are kept in this browser and sent on reconnecting.',
      meaning_one:
        'The server cannot be reached. Keep working: {{count}} change is kept in this browser and sent on reconnecting.',
      meaning_other:
        'The server cannot be reached. Keep working: {{count}} changes are kept in this browser and sent on reconnecting.',
    },
    notSaved: {
      short_one: '{{count}} not saved',
      short_other: '{{count}} not saved',
      meaning_one:
        'The server did not accept {{count}} change. It is still in this browser. Reload the page to try again; if that fails, ask an admin.',
      meaning_other:
        'The server did not accept {{count}} changes. They are still in this browser. Reload the page to try again; if that fails, ask an admin.',
    },
    readOnly: {
      short: 'Read only',
      meaning: 'You have view-only access. If you need to edit, ask an admin.',
    },
    broken: {
      short: 'Cannot save',
      meaning_zero:
        'The server cannot store anything right now. New changes are kept in this browser; tell an admin. They are saved once the server recovers.',
      meaning_one:
        'The server cannot store anything right now. {{count}} change is kept in this browser: do not clear its data, and tell an admin. It is saved once the server recovers.',
      meaning_other:
        'The server cannot store anything right now. {{count}} changes are kept in this browser: do not clear its data, and tell an admin. They are saved once the server recovers.',
    },
  },
  ledgers: {
    newRowsIn: 'New rows go to <b>{{ledger}}</b>',
    newRows: 'New rows go here',
    gone: 'You no longer have access to “{{ledger}}”; its rows are not shown any more.',
    readOnly: 'You now have view-only access to “{{ledger}}”.',
    writable: 'You can now edit “{{ledger}}”.',
  },
  state: {
    loading: 'Opening…',
    error: 'This did not open',
    errorMeaning: 'Your data is not affected. Please try again.',
    offline: 'The server cannot be reached',
    offlineMeaning: 'Check the network. This opens by itself once the connection is back.',
    noPermission: 'You may not see this',
    noPermissionMeaning: 'If you need it for your work, ask an admin.',
    missing: 'There is no such page',
    missingMeaning: 'The address may be mistyped, or the page has moved.',
    home: 'Back to the tables',
  },
};
