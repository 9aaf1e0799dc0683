import type { TFunction } from 'i18next';
import { type SavedState, unsavedIn } from './session.ts';

/** The words of the indicator, and the sentence that says what they mean and what to do. */
export interface SavedText {
  readonly short: string;
  readonly meaning: string;
}

export const savedText = (t: TFunction, saved: SavedState): SavedText => {
  const count = unsavedIn(saved);
  return {
    short: t(`shell.saved.${saved.kind}.short`, { count }),
    meaning: t(`shell.saved.${saved.kind}.meaning`, { count }),
  };
};
