import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Failure } from '../api/failure.ts';
import { failureAt, failureText } from './failureText.ts';

export interface Submission {
  readonly busy: boolean;
  /** The sentence for one field, or null. */
  errorAt(field: string): string | null;
  /** The sentence for the form as a whole, or null. */
  readonly error: string | null;
  /** Runs `action` unless it is running; a failure stays until the next try. Never throws. */
  submit(action: () => Promise<void>): Promise<void>;
  clear(): void;
}

/**
 * One form's way to the server. What people typed stays in the form's own state, whatever happens
 * here. `fields` are the ones that show their own errors.
 */
export const useSubmit = (fields: readonly string[]): Submission => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const at = failureAt(failure, fields);

  return {
    busy,
    errorAt: (field) => (at.includes(field) ? failureText(t, failure, field) : null),
    error: failure !== null && at.length === 0 ? failureText(t, failure) : null,
    async submit(action) {
      if (busy) return;
      setBusy(true);
      setFailure(null);
      try {
        await action();
      } catch (error) {
        setFailure(error);
      } finally {
        setBusy(false);
      }
    },
    clear: () => setFailure(null),
  };
};

/**
 * Says here what the server would say, by the same schema, and of all fields at once; answers the
 * body as it reads it.
 */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.output<Schema> => {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new Failure('invalid', [
    ...new Set(read.error.issues.map(({ path }) => String(path[0] ?? ''))),
  ]);
};
