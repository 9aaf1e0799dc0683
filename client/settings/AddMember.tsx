import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Level, Person } from '../../shared/model/index.ts';
import { Button } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import styles from './AddMember.module.css';
import { ChoiceMenu } from './ChoiceMenu.tsx';

interface AddMemberProps {
  /** Those who can be added. */
  readonly people: readonly Person[];
  readonly onAdd: (user: string, level: Level) => Promise<void>;
}

/** Who, with which right, and only then the button that lets them in. */
export const AddMember = ({ people, onAdd }: AddMemberProps) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [level, setLevel] = useState<Level>('read');
  const [busy, setBusy] = useState(false);

  const add = async () => {
    if (chosen === null || busy) return;
    setBusy(true);
    await onAdd(chosen, level);
    setChosen(null);
    setBusy(false);
  };

  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Combobox
        label={t('settings.ledgers.add')}
        none={t('settings.ledgers.addNone')}
        options={people.map(({ id, name }) => ({ id, text: name }))}
        chosen={chosen}
        onChoose={setChosen}
      />
      <ChoiceMenu
        label={t('settings.ledgers.addLevel')}
        value={level}
        choices={(['read', 'write'] as const).map((value) => ({
          value,
          text: t(`settings.ledgers.levels.${value}`),
        }))}
        onChoose={setLevel}
      />
      <Button look="go" type="submit" busy={busy} disabled={chosen === null}>
        {t('settings.ledgers.addSubmit')}
      </Button>
    </form>
  );
};
