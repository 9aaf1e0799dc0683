import { type InputHTMLAttributes, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button.tsx';
import styles from './Field.module.css';
import { EyeIcon, EyeOffIcon } from './icons.tsx';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly hint?: string;
  /** What is wrong and what to do; stands in the hint's place. */
  readonly error?: string | null;
  readonly after?: ReactNode;
}

/** A labelled line of text with its error right under it. */
export const Field = ({ label, value, onText, hint, error, after, ...rest }: FieldProps) => {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <input
          {...rest}
          id={id}
          value={value}
          onChange={(event) => onText(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={below ? `${id}-below` : undefined}
          className={styles.input}
        />
        {after}
      </div>
      <p id={`${id}-below`} className={error ? styles.error : styles.hint}>
        {below}
      </p>
    </div>
  );
};

/** A password that can be looked at while it is typed. */
export const PasswordField = (props: Omit<FieldProps, 'type' | 'after'>) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field
      spellCheck={false}
      {...props}
      type={shown ? 'text' : 'password'}
      after={
        <IconButton
          className={styles.eye}
          label={t(shown ? 'welcome.hidePassword' : 'welcome.showPassword')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOffIcon /> : <EyeIcon />}
        </IconButton>
      }
    />
  );
};
