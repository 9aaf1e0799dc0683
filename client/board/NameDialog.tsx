import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import type { PlanProblem } from './stages.ts';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly name: string;
  /** The verb of the button. */
  readonly verb: string;
  readonly children?: ReactNode;
  /** Does it, or answers why not. */
  readonly onName: (name: string) => PlanProblem | null;
  readonly onClose: () => void;
}

/** Asks for a name, and says at its place what is wrong with one. */
export const NameDialog = (props: NameDialogProps) => {
  const { title, label, name, verb, children, onName, onClose } = props;
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const [problem, setProblem] = useState<PlanProblem | null>(null);

  const submit = () => {
    const found = text.trim() === name && name !== '' ? null : onName(text);
    setProblem(found);
    if (found === null) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit">
            {verb}
          </Button>
        </>
      }
    >
      <Field
        label={label}
        value={text}
        onText={(next) => {
          setText(next);
          setProblem(null);
        }}
        error={problem === null ? null : t(`board.problems.${problem}`)}
        maxLength={100}
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.select()}
        data-first
      />
      {children}
    </Dialog>
  );
};
