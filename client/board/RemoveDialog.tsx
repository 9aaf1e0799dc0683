import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameIn, type Option } from '../../shared/model/index.ts';
import { useLanguage } from '../app/language.ts';
import { Picker } from '../query/Picker.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

interface RemoveDialogProps {
  readonly title: string;
  /** What removing means, in a sentence. */
  readonly meaning: string;
  /** Where the cards may go; null where there are none to go. */
  readonly targets: readonly Option[] | null;
  readonly onRemove: (to: string | null) => void;
  readonly onClose: () => void;
}

const nowhere = '';

/** Asks where the cards go of what is removed. */
export const RemoveDialog = (props: RemoveDialogProps) => {
  const { title, meaning, targets, onRemove, onClose } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const [to, setTo] = useState(targets?.[0]?.id ?? nowhere);
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => {
        onRemove(to === nowhere ? null : to);
        onClose();
      }}
      foot={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="danger" type="submit" data-first={targets === null ? '' : undefined}>
            {t('board.stage.remove')}
          </Button>
        </>
      }
    >
      <p>{meaning}</p>
      {targets !== null && (
        <Picker
          labelled
          label={t('board.stage.removeTo')}
          value={to}
          choices={[
            ...targets.map(({ id, name, label = name }) => ({
              value: id,
              text: nameIn(label, language),
            })),
            { value: nowhere, text: t('board.stage.nowhere') },
          ]}
          onPick={setTo}
        />
      )}
    </Dialog>
  );
};
