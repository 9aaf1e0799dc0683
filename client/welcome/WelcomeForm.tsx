import type { ReactNode } from 'react';
import type { Submission } from '../app/useSubmit.ts';
import { Button } from '../ui/Button.tsx';
import { FormError } from '../ui/FormError.tsx';
import styles from './WelcomeForm.module.css';

interface WelcomeFormProps {
  readonly form: Submission;
  readonly onSubmit: () => void;
  readonly verb: string;
  /** The verb while it is under way. */
  readonly busy: string;
  readonly children: ReactNode;
}

/** Fields, what is wrong with the form as a whole, and the one button. */
export const WelcomeForm = ({ form, onSubmit, verb, busy, children }: WelcomeFormProps) => (
  <form
    noValidate
    className={styles.form}
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    {children}
    <FormError text={form.error} />
    <Button look="go" size="large" type="submit" busy={form.busy}>
      {form.busy ? busy : verb}
    </Button>
  </form>
);
