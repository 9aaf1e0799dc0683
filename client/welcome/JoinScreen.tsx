import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { acceptBody, type User } from '../../shared/protocol/http.ts';
import { join, readInvitation } from '../api/account.ts';
import { Failure } from '../api/failure.ts';
import { useLoaded } from '../app/useLoaded.ts';
import { checked, useSubmit } from '../app/useSubmit.ts';
import { Button } from '../ui/Button.tsx';
import { PasswordField } from '../ui/Field.tsx';
import { EmptyState, ErrorState, OfflineState } from '../ui/State.tsx';
import { WelcomeForm } from './WelcomeForm.tsx';
import { WelcomeFrame } from './WelcomeFrame.tsx';

interface JoinScreenProps {
  readonly token: string;
  readonly onEnter: (user: User) => void;
}

/** Behind a one-time link: for a new colleague, or for one who forgot the password. */
const JoinScreen = ({ token, onEnter }: JoinScreenProps) => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const read = useCallback((signal: AbortSignal) => readInvitation(token, signal), [token]);
  const { state, reload } = useLoaded(read);

  if (state.kind === 'loading') return null;
  if (state.kind === 'failed') {
    const code = state.error instanceof Failure ? state.error.code : null;
    if (code === 'unreachable') return <OfflineState onRetry={reload} />;
    if (code !== 'linkUsed' && code !== 'notFound') return <ErrorState onRetry={reload} />;
    return (
      <EmptyState
        title={t('welcome.join.used')}
        meaning={t('welcome.join.usedMeaning')}
        action={<Button onClick={() => go('/sign-in')}>{t('welcome.join.toSignIn')}</Button>}
      />
    );
  }
  const enter = (user: User) => {
    onEnter(user);
    go('/', { replace: true });
  };
  return <JoinForm token={token} invited={state.value} onEnter={enter} />;
};

interface JoinFormProps extends JoinScreenProps {
  readonly invited: { readonly name: string; readonly email: string };
}

const JoinForm = ({ token, invited, onEnter }: JoinFormProps) => {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const form = useSubmit(['password']);

  const submit = () =>
    form.submit(async () => {
      const body = checked(acceptBody, { password });
      onEnter(await join(token, body.password));
    });

  return (
    <WelcomeFrame
      title={t('welcome.join.title', { name: invited.name })}
      meaning={t('welcome.join.meaning', { email: invited.email })}
    >
      <WelcomeForm
        form={form}
        onSubmit={submit}
        verb={t('welcome.join.submit')}
        busy={t('welcome.join.busy')}
      >
        {/* Lets a password manager know whose password this is. */}
        <input type="email" hidden autoComplete="username" value={invited.email} readOnly />
        <PasswordField
          label={t('welcome.password')}
          value={password}
          onText={setPassword}
          hint={t('welcome.passwordHint')}
          error={form.errorAt('password')}
          autoComplete="new-password"
          autoFocus
        />
      </WelcomeForm>
    </WelcomeFrame>
  );
};

export default JoinScreen;
