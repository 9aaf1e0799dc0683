import { useId } from 'react';
import styles from './Choices.module.css';

export interface Choice<Value> {
  readonly value: Value;
  readonly text: string;
  readonly meaning?: string;
}

interface ChoicesProps<Value> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** A few ways to go on, each with a line that says what it brings. */
export const Choices = <Value,>({ label, choices, value, onChoose }: ChoicesProps<Value>) => {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.text} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            {choice.text}
            {choice.meaning && <small>{choice.meaning}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
};
