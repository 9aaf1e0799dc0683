import { useEffect, useRef } from 'react';
import { useUndoSteps } from '../cells/useUndoSteps.ts';
import type { TableRows } from '../store/store.ts';

/** Where keys belong to what is typed, or to what lies over the board. */
const elsewhere = 'input, textarea, select, [contenteditable="true"], dialog, [role="menu"]';

/**
 * Ctrl+Z and Ctrl+Y on the board, wherever on its page the keyboard is. `show` leads to the card
 * that they changed, and answers false for one that is not on the board.
 */
export const useBoardUndo = (table: TableRows, show: (row: number) => boolean): void => {
  const steps = useUndoSteps(table.id, ({ table: where, row }) => {
    if (where !== table.id) return false;
    const number = row === null ? undefined : table.rowOf(row);
    return row === null || (number !== undefined && show(number));
  });
  const latest = useRef(steps);
  latest.current = steps;

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(elsewhere) !== null) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (key !== 'z' && !isRedo) return;
      event.preventDefault();
      if (isRedo) latest.current.redo();
      else latest.current.undo();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
};
