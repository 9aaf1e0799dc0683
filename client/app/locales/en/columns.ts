import type { Translated } from '../translated.ts';
import type { unread as chinese } from '../zh/columns.ts';

export const unread: Translated<typeof chinese> = {
  notANumber: 'This is not a number.',
  notADate: 'This is not a date. Write it as 2026-05-06 or 6 May.',
  ambiguousDate: 'Day and month could be swapped. Write it as 2026-05-06.',
  notACheckbox: 'Write yes or no.',
  notAPhone: 'This is not a phone number.',
  unknownPerson: 'Nobody here has this name.',
  ambiguousPerson: 'Several people have this name. Choose one from the list.',
  unknownRow: 'There is no such row.',
  ambiguousRow: 'Several rows have this name. Choose one from the list.',
  tooPrecise:
    'A number with more than 15 digits would lose its end. Keep ID and card numbers in a text column.',
  tooLong:
    'Too long: a cell holds at most 262,144 characters. Shorten it, or put it into the note.',
  computed: 'A formula fills this column. To change the result, change the columns it uses.',
  wrongKind: 'This column cannot hold that.',
};
