import {
  type KeyboardEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { knownFunctions } from '../../../shared/formulas/index.ts';
import { Floating } from '../../ui/Floating.tsx';
import { isComposing } from '../gridKeys.ts';
import styles from './FormulaField.module.css';
import {
  inOrderOfUse,
  isCommonFunction,
  type OfferedColumn,
  type Suggestion,
  suggestionsAt,
} from './formulaTyping.ts';

export interface FormulaFieldHandle {
  focus(): void;
  /** Writes the text at the caret, or over what is selected. */
  insert(text: string): void;
}

interface FormulaFieldProps {
  readonly ref: Ref<FormulaFieldHandle>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly columns: readonly OfferedColumn[];
  /** What is wrong, and from where to where in the text. */
  readonly problem: { readonly text: string; readonly from: number; readonly to: number } | null;
}

const functions = inOrderOfUse(knownFunctions.keys());

/** Where a formula is written: what can stand at the caret is offered, what is wrong underlined. */
export const FormulaField = ({ ref, text, onText, columns, problem }: FormulaFieldProps) => {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const offered = useMemo(
    () => (caret === null ? [] : suggestionsAt(text, caret, columns, functions)),
    [text, caret, columns],
  );
  const close = () => setCaret(null);

  const write = (insert: string, from: number, to: number) => {
    const input = field.current;
    if (input === null) return;
    input.focus();
    input.setSelectionRange(from, to);
    // As if typed: so the browser's own undo takes it back.
    if (!document.execCommand('insertText', false, insert)) {
      input.setRangeText(insert, from, to, 'end');
      onText(input.value);
    }
    close();
  };
  const choose = ({ insert, from, to }: Suggestion) => write(insert, from, to);

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    insert: (inserted) => {
      const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
      if (text.trim() === '') write(`=${inserted}`, 0, text.length);
      else write(inserted, selectionStart, selectionEnd);
    },
  }));

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    const chosen = offered[active];
    if (chosen !== undefined) {
      const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: offered.length - 1 };
      const step = steps[event.key];
      if (step !== undefined) {
        event.preventDefault();
        setActive((active + step) % offered.length);
        return;
      }
      if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
        event.preventDefault();
        choose(chosen);
        return;
      }
    }
    // As in Excel: Enter is done, with Alt or Shift it is a new line.
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    }
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id}>{t('formula.text')}</label>
      <div ref={box} className={styles.box}>
        <div className={styles.layers}>
          <div className={styles.mirror} aria-hidden="true">
            {text.slice(0, problem?.from ?? text.length)}
            {problem !== null && (
              <>
                <mark>{text.slice(problem.from, problem.to)}</mark>
                {text.slice(problem.to)}
              </>
            )}
            {'\u200b'}
          </div>
          <textarea
            ref={field}
            id={id}
            className={styles.input}
            value={text}
            rows={1}
            spellCheck={false}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            aria-invalid={problem !== null ? true : undefined}
            aria-describedby={`${id}-below`}
            aria-autocomplete="list"
            data-first
            aria-controls={offered.length > 0 ? `${id}-list` : undefined}
            aria-activedescendant={offered.length > 0 ? `${id}-${active}` : undefined}
            onChange={({ target }) => {
              onText(target.value);
              setActive(0);
              setCaret(target.selectionStart);
            }}
            onKeyDown={pressed}
            onBlur={close}
          />
        </div>
      </div>
      <p
        id={`${id}-below`}
        aria-live="polite"
        className={`${styles.below} ${problem === null ? '' : styles.wrong}`}
      >
        {problem?.text ?? t('formula.hint')}
      </p>
      {offered.length > 0 && (
        // Placed anew when its height changes.
        <Floating key={offered.length} anchor={box} onClose={close}>
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={t('formula.suggestions')}
            tabIndex={-1}
            className={styles.list}
            onPointerDown={(event) => event.preventDefault()}
          >
            {offered.map((suggestion, index) => (
              <div
                key={`${suggestion.kind}/${suggestion.insert}`}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={`${styles.option} ${index === active ? styles.active : ''} ${
                  suggestion.kind === 'function' ? styles.function : ''
                }`}
                onPointerUp={() => choose(suggestion)}
                onPointerMove={() => setActive(index)}
              >
                {suggestion.text}
                {isCommonFunction(suggestion.text) && (
                  <span className={styles.meaning}>
                    {t(`formula.functions.${suggestion.text}`)}
                  </span>
                )}
              </div>
            ))}
          </div>
        </Floating>
      )}
    </div>
  );
};
