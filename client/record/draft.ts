import { forget, recall, remember } from '../app/remembered.ts';

/** A row that is being written, not made yet: texts, numbers, ISO dates and option ids by column id. */
export type Draft = Readonly<Record<string, string | number>>;

export type DraftKind = 'followUp' | 'deal';

export const noDraft: Draft = {};

export const isBlank = (draft: Draft): boolean =>
  Object.values(draft).every((value) => typeof value === 'string' && value.trim() === '');

/** Of each person and customer its own, on a shared machine too. */
const keyOf = (kind: DraftKind, user: string, customer: string): string =>
  `${kind}/${user}/${customer}`;

/** The draft that this browser kept; none where it kept none that can be read. */
export const recallDraft = (kind: DraftKind, user: string, customer: string): Draft =>
  readDraft(recall(keyOf(kind, user, customer)) ?? '');

/** Keeps it at every key press; a draft with nothing in it is none. */
export const keepDraft = (kind: DraftKind, user: string, customer: string, draft: Draft): void => {
  const key = keyOf(kind, user, customer);
  if (isBlank(draft)) forget(key);
  else remember(key, JSON.stringify(draft));
};

/** Whatever an older page or another program left there, only texts and numbers come out of it. */
export const readDraft = (kept: string): Draft => {
  try {
    const parsed: unknown = JSON.parse(kept);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return noDraft;
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([id, value]: [string, unknown]) =>
        typeof value === 'string' || typeof value === 'number' ? [[id, value]] : [],
      ),
    );
  } catch {
    return noDraft;
  }
};

/** What a row has for a drafted value; null for none. */
export const draftedCell = (draft: Draft, column: string): string | number | null => {
  const value = draft[column];
  if (typeof value === 'number') return value;
  return value === undefined || value.trim() === '' ? null : value.trim();
};

/** What a field of the draft shows. */
export const draftedText = (draft: Draft, column: string): string => String(draft[column] ?? '');
