import { readDateTime } from './readDateTime.ts';

/** The engine's settings: results are the same in every language and time zone. */
export const engineConfig = {
  licenseKey: 'gpl-v3',
  // With undo, setting cells is quadratic.
  undoLimit: 0,
  useColumnIndex: false,
  localeLang: 'en',
  dateFormats: ['YYYY-MM-DD'],
  parseDateTime: readDateTime,
  // As Excel has it: A is a, but e is not é; results have 15 digits.
  accentSensitive: true,
  precisionRounding: 14,
};
