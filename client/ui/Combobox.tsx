import { type KeyboardEvent, useCallback, useId, useRef, useState } from 'react';
import { foldName } from '../../shared/model/index.ts';
import styles from './Combobox.module.css';
import { Floating } from './Floating.tsx';

interface ComboboxOption {
  readonly id: string;
  readonly text: string;
}

interface ComboboxProps {
  readonly label: string;
  readonly options: readonly ComboboxOption[];
  /** The id of the option in force. */
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  /** Stands in the list when nothing has what was typed. */
  readonly none: string;
}

/** The WAI-ARIA combobox: one of many, found by a part of its text. */
export const Combobox = ({ label, options, chosen, onChoose, none }: ComboboxProps) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const close = useCallback(() => setOpen(false), []);
  const text = options.find((option) => option.id === chosen)?.text ?? typed;
  const found =
    chosen === null
      ? options.filter((option) => foldName(option.text).includes(foldName(typed)))
      : options;

  const show = () => {
    setOpen(true);
    setActive(
      Math.max(
        0,
        found.findIndex((option) => option.id === chosen),
      ),
    );
  };
  const choose = (option: ComboboxOption | undefined) => {
    close();
    if (option === undefined) return;
    setTyped('');
    onChoose(option.id);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: found.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open) setActive((active + step) % Math.max(1, found.length));
      else show();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(found[active]);
    }
  };

  return (
    <>
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && found.length > 0 ? `${id}-${active}` : undefined}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={text}
        className={styles.input}
        onClick={() => (open ? close() : show())}
        onChange={(event) => {
          setTyped(event.target.value);
          onChoose(null);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={pressed}
        onBlur={close}
      />
      {open && (
        // Placed anew when its height changes.
        <Floating key={found.length} anchor={input} onClose={close}>
          {/* The focus stays in the field: what is active there is said by `aria-activedescendant`. */}
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={label}
            tabIndex={-1}
            className={styles.list}
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
          >
            {found.map((option, index) => (
              <div
                key={option.id}
                id={`${id}-${index}`}
                ref={index === active ? (item) => item?.scrollIntoView({ block: 'nearest' }) : null}
                role="option"
                tabIndex={-1}
                aria-selected={option.id === chosen}
                className={`${styles.option} ${index === active ? styles.active : ''}`}
                onClick={() => choose(option)}
                onKeyDown={pressed}
                onPointerMove={() => setActive(index)}
              >
                {option.text}
              </div>
            ))}
            {found.length === 0 && <p className={styles.none}>{none}</p>}
          </div>
        </Floating>
      )}
    </>
  );
};
