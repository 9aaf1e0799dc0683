import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../shared/protocol/http.ts';
import { signIn } from '../api/account.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { Field, PasswordField } from '../ui/Field.tsx';
import styles from './SignInScreen.module.css';
import { WelcomeForm } from './WelcomeForm.tsx';
import { WelcomeFrame } from './WelcomeFrame.tsx';

interface SignInScreenProps {
  /** The server ended the session of whoever was here. */
  readonly hasEnded: boolean;
  readonly onEnter: (user: User) => void;
}

const SignInScreen = ({ hasEnded, onEnter }: SignInScreenProps) => {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const form = useSubmit([]);

  const submit = () => form.submit(async () => onEnter(await signIn(email.trim(), password)));

  return (
    <WelcomeFrame
      title={t('welcome.signIn.title')}
      meaning={hasEnded ? t('welcome.signIn.ended') : undefined}
    >
      <WelcomeForm
        form={form}
        onSubmit={submit}
        verb={t('welcome.signIn.submit')}
        busy={t('welcome.signIn.busy')}
      >
        <Field
          label={t('welcome.email')}
          value={email}
          onText={setEmail}
          type="email"
          autoComplete="username"
          autoFocus
        />
        <PasswordField
          label={t('welcome.password')}
          value={password}
          onText={setPassword}
          autoComplete="current-password"
        />
      </WelcomeForm>
      <p className={styles.forgotten}>{t('welcome.signIn.forgotten')}</p>
    </WelcomeFrame>
  );
};

export default SignInScreen;
