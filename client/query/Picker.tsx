import { useId } from 'react';
import styles from './panels.module.css';

interface PickerProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly onPick: (value: Value) => void;
  /** The label stands above it, rather than only for screen readers. */
  readonly labelled?: boolean;
}

/** The browser's own list: it works with every keyboard and on every phone. */
export const Picker = <Value extends string>(props: PickerProps<Value>) => {
  const { label, value, choices, onPick, labelled = false } = props;
  const id = useId();
  const list = (
    <select
      id={id}
      className={styles.input}
      aria-label={labelled ? undefined : label}
      value={value}
      onChange={(event) => {
        const picked = choices.find((choice) => choice.value === event.target.value);
        if (picked !== undefined) onPick(picked.value);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.text}
        </option>
      ))}
    </select>
  );
  return labelled ? (
    <div className={styles.labelled}>
      <label htmlFor={id}>{label}</label>
      {list}
    </div>
  ) : (
    list
  );
};
