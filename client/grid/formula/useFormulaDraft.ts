import { useCallback, useEffect, useRef, useState } from 'react';
import type { ColumnSettings, FormulaResult } from '../../../shared/model/index.ts';
import type { FormulaTrial } from '../../store/store.ts';
import { useStore } from '../../store/useStore.ts';

/** A formula that somebody is writing, and what comes of it. */
export interface FormulaDraft {
  readonly text: string;
  setText(text: string): void;
  /** What the text comes to; of an earlier text while this one is tried. Null at first. */
  readonly trial: FormulaTrial | null;
  /** The kind of results of the last text that could be tried: what hangs on it stays while one types. */
  readonly result: FormulaResult | null;
  readonly grades: readonly string[];
  readonly gradesText: string;
  setGradesText(text: string): void;
  /** Tries the text as it is now: settings for the column, or null where it cannot be one. */
  settle(): Promise<ColumnSettings | null>;
}

/** Long enough not to try every letter, short enough to be felt as at once. */
const pause = 200;
const separators = /[,，、;；\r\n]/;

const gradesIn = (text: string): readonly string[] => [
  ...new Set(text.split(separators).flatMap((grade) => grade.trim() || [])),
];

interface Begin {
  readonly table: string;
  /** The column whose formula it is; null for one that is to be. */
  readonly column: string | null;
  readonly text: string;
  readonly grades: readonly string[];
}

export const useFormulaDraft = ({ table, column, ...begin }: Begin): FormulaDraft => {
  const store = useStore();
  const [text, setText] = useState(begin.text);
  const [gradesText, setGradesText] = useState(begin.grades.join(', '));
  const [trial, setTrial] = useState<FormulaTrial | null>(null);
  const [result, setResult] = useState<FormulaResult | null>(null);
  const latest = useRef(0);

  const attempt = useCallback(
    async (typed: string): Promise<FormulaTrial> => {
      const turn = ++latest.current;
      const tried = await store.tryFormula(table, typed, column ?? undefined);
      if (turn !== latest.current) return tried;
      setTrial(tried);
      if (tried.ok) setResult(tried.result);
      return tried;
    },
    [store, table, column],
  );
  const isWritten = text.trim() !== '';
  useEffect(() => {
    if (!isWritten) {
      latest.current++;
      setTrial(null);
      return;
    }
    const soon = setTimeout(() => void attempt(text), pause);
    return () => clearTimeout(soon);
  }, [attempt, text, isWritten]);

  const grades = gradesIn(gradesText);
  return {
    text,
    setText,
    trial,
    result,
    grades,
    gradesText,
    setGradesText,
    settle: async () => {
      const tried = await attempt(text);
      if (!tried.ok) return null;
      const { formula, result } = tried;
      return { formula, result, ...(result === 'text' && grades.length > 0 && { grades }) };
    },
  };
};
