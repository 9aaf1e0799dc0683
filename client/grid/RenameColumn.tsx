import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';

interface RenameColumnProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onRename: (name: string) => void;
}

export const RenameColumn = ({ name, onClose, onRename }: RenameColumnProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const [tried, setTried] = useState(false);
  const missing = text.trim() === '';

  const rename = () => {
    setTried(true);
    if (missing) return;
    if (text.trim() !== name) onRename(text.trim());
    onClose();
  };

  return (
    <Dialog
      title={t('grid.column.renameTitle', { name })}
      onClose={onClose}
      onSubmit={rename}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="go" type="submit">
            {t('grid.column.rename')}
          </Button>
        </>
      }
    >
      <Field
        label={t('grid.column.name')}
        value={text}
        onText={setText}
        error={tried && missing ? t('grid.column.nameMissing') : null}
        maxLength={80}
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.select()}
        data-first
      />
    </Dialog>
  );
};
