import type { TFunction } from 'i18next';
import type { SavedState } from './session.ts';

/** The words of the indicator, and the sentence that says what they mean and what to do. */
export interface SavedText {
  readonly short: string;
  readonly meaning: string;
}

export const savedText = (t: TFunction, saved: SavedState): SavedText => {
  if (saved.kind === 'saved' || saved.kind === 'readOnly')
    return {
      short: t(`shell.saved.${saved.kind}.short`),
      meaning: t(`shell.saved.${saved.kind}.meaning`),
    };
  const count = saved.unsaved;
  return {
    short:
      saved.kind === 'notSaved'
        ? t('shell.saved.notSaved.short', { count })
        : t(`shell.saved.${saved.kind}.short`),
    meaning: t(`shell.saved.${saved.kind}.meaning`, { count }),
  };
};
