import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/model/index.ts';
import { setupBody, type User } from '../../shared/protocol/http.ts';
import { setUp } from '../api/account.ts';
import { Failure } from '../api/failure.ts';
import { useLanguage } from '../app/language.ts';
import { checked, useSubmit } from '../app/useSubmit.ts';
import { Choices } from '../ui/Choices.tsx';
import { Field, PasswordField } from '../ui/Field.tsx';
import { WelcomeForm } from './WelcomeForm.tsx';
import { WelcomeFrame } from './WelcomeFrame.tsx';

interface SetupScreenProps {
  readonly onEnter: (user: User) => void;
  /** Somebody else was faster. */
  readonly onAlreadySetUp: () => void;
}

/** The very first page of a new deployment. */
const SetupScreen = ({ onEnter, onAlreadySetUp }: SetupScreenProps) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [chosen, setChosen] = useState<Language | null | undefined>(undefined);
  const form = useSubmit(['name', 'email', 'password']);
  // Until somebody chooses, the sample follows the language on the screen.
  const sample = chosen === undefined ? language : chosen;

  const submit = () =>
    form.submit(async () => {
      const body = checked(setupBody, { name, email: email.trim(), password, sample });
      try {
        onEnter(await setUp(body));
      } catch (error) {
        if (error instanceof Failure && error.code === 'alreadySetUp') onAlreadySetUp();
        throw error;
      }
    });

  return (
    <WelcomeFrame title={t('welcome.setup.title')} meaning={t('welcome.setup.meaning')}>
      <WelcomeForm
        form={form}
        onSubmit={submit}
        verb={t('welcome.setup.submit')}
        busy={t('welcome.setup.busy')}
      >
        <Field
          label={t('welcome.name')}
          value={name}
          onText={setName}
          error={form.errorAt('name')}
          autoComplete="name"
          autoFocus
        />
        <Field
          label={t('welcome.email')}
          value={email}
          onText={setEmail}
          error={form.errorAt('email')}
          type="email"
          autoComplete="username"
        />
        <PasswordField
          label={t('welcome.password')}
          value={password}
          onText={setPassword}
          hint={t('welcome.passwordHint')}
          error={form.errorAt('password')}
          autoComplete="new-password"
        />
        <Choices
          label={t('welcome.setup.sample')}
          value={sample}
          onChoose={setChosen}
          choices={[
            {
              value: 'zh',
              text: t('welcome.setup.sampleZh'),
              meaning: t('welcome.setup.sampleMeaning'),
            },
            {
              value: 'en',
              text: t('welcome.setup.sampleEn'),
              meaning: t('welcome.setup.sampleMeaning'),
            },
            {
              value: null,
              text: t('welcome.setup.empty'),
              meaning: t('welcome.setup.emptyMeaning'),
            },
          ]}
        />
      </WelcomeForm>
    </WelcomeFrame>
  );
};

export default SetupScreen;
