import type { Translated } from '../translated.ts';
import type { settle as chinese } from '../zh/settle.ts';

export const settle: Translated<typeof chinese> = {
  chip_one: '{{count}} to settle',
  chip_other: '{{count}} to settle',
  title: 'Changes that did not go in',
  meaning:
    'What you wrote and the server did not take as it was. Copy what you need, then decide what to change.',
  refused: 'The server refused this.',
  conflict: 'Somebody changed the same place first; theirs was kept.',
  unknownRow: 'a row you cannot see',
  cleared: '(cleared)',
  noCells_one: '{{count}} action on rows or tables',
  noCells_other: '{{count}} actions on rows or tables',
  more_one: '{{count}} more',
  more_other: '{{count}} more',
  note: 'Note of “{{row}}”, words that were not saved:',
  noWords: '(only formatting or deletions, no words)',
  dismiss: 'Understood, hide this',
  copyFailed: 'Copying was blocked. Select the text by hand.',
};
