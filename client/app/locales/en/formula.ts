import type { Translated } from '../translated.ts';
import type { formula as chinese } from '../zh/formula.ts';

export const formula: Translated<typeof chinese> = {
  errors: {
    division: 'Divided by 0 or by an empty cell. Fill in the divisor, or test it first with IF.',
    name: 'The formula uses a function or name that does not exist. Edit the formula.',
    value: 'Text stands where a number or date is needed. Check the columns that the formula uses.',
    reference:
      'A column that the formula uses was deleted. Restore that column, or edit the formula.',
    number: 'These numbers give no result, or one that is too large. Check the columns used.',
    missing: 'Nothing was found that matches. Check what the formula looks for.',
    cycle: 'The formula leads back to itself. Edit it so that it does not.',
    broken: 'This formula cannot be computed. Edit it.',
  },
  unreadText: '“{{column}}” holds text that could not be read. Correct it, and this updates.',
  errorFrom: 'The error comes from “{{column}}”: {{why}}',
  errorAt: 'The trouble is in “{{column}}”: {{why}}',
  computed_one: '{{count, number}} cell left as it is: a formula fills it',
  computed_other: '{{count, number}} cells left as they are: a formula fills them',
};
