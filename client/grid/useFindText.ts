import { useCallback, useEffect, useState } from 'react';
import { type Match, search } from '../../shared/query/index.ts';
import { inSlices } from './inSlices.ts';
import type { Sheet } from './sheet.ts';

export interface Finding {
  readonly open: boolean;
  readonly text: string;
  readonly matches: readonly Match[];
  /** Which match is shown; -1 for none. */
  readonly at: number;
  readonly busy: boolean;
  begin(): void;
  look(text: string): void;
  step(by: 1 | -1): void;
  end(): void;
}

const nowhere: readonly Match[] = [];

/** Finds text in what is shown, row by row, without ever holding up the screen. */
export const useFindText = (sheet: Sheet): Finding => {
  const { columns, rows, table, context } = sheet;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [matches, setMatches] = useState(nowhere);
  const [at, setAt] = useState(-1);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (!open || text.trim() === '') {
      setMatches(nowhere);
      setAt(-1);
      setBusy(false);
      return;
    }
    const stop = new AbortController();
    setBusy(true);
    const numbers = Array.from({ length: rows.length }, (_, y) => rows[y]!);
    inSlices(search(text, numbers, columns, table, context), stop.signal).then(
      (found) => {
        setMatches(found);
        setAt((before) =>
          found.length === 0 ? -1 : Math.max(0, Math.min(before, found.length - 1)),
        );
        setBusy(false);
      },
      () => undefined,
    );
    return () => stop.abort();
  }, [open, text, columns, rows, table, context]);

  return {
    open,
    text,
    matches,
    at,
    busy,
    begin: useCallback(() => setOpen(true), []),
    look: (next) => {
      setText(next);
      setAt(0);
    },
    step: (by) => {
      if (matches.length > 0) setAt((at + by + matches.length) % matches.length);
    },
    end: () => setOpen(false),
  };
};
