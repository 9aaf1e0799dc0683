import { useRef, useState } from 'react';
import type { CellValue } from '../../shared/model/index.ts';
import { useSignedIn } from '../app/useSession.ts';
import { type Draft, type DraftKind, isBlank, keepDraft, noDraft, recallDraft } from './draft.ts';

export interface DraftDesk {
  readonly draft: Draft;
  readonly isBlank: boolean;
  /** As of now, before React has drawn. */
  current(): Draft;
  put(column: string, value: CellValue): void;
  clear(): void;
}

/** One's draft for a customer; it outlives the record, the page and the connection. */
export const useDraft = (kind: DraftKind, customer: string): DraftDesk => {
  const { user } = useSignedIn();
  const [draft, setDraft] = useState(() => recallDraft(kind, user.id, customer));
  const now = useRef(draft);
  const set = (next: Draft): void => {
    now.current = next;
    setDraft(next);
    keepDraft(kind, user.id, customer, next);
  };
  return {
    draft,
    isBlank: isBlank(draft),
    current: () => now.current,
    put: (column, value) =>
      set({
        ...now.current,
        [column]: typeof value === 'string' || typeof value === 'number' ? value : '',
      }),
    clear: () => set(noDraft),
  };
};
