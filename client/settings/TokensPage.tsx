import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteToken, listTokens, type Token } from '../api/tokens.ts';
import { useLanguage } from '../app/language.ts';
import { dateLocale } from '../app/localDate.ts';
import { useLoaded } from '../app/useLoaded.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { KeyIcon } from '../ui/icons.tsx';
import { EmptyState } from '../ui/State.tsx';
import { Item, List } from './List.tsx';
import { NewTokenDialog } from './NewTokenDialog.tsx';
import { Page, WhenLoaded } from './Page.tsx';

export const TokensPage = () => {
  const { t } = useTranslation();
  const language = useLanguage();
  const loading = useLoaded(listTokens);
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<Token | null>(null);
  const dates = new Intl.DateTimeFormat(dateLocale(language, navigator.languages), {
    dateStyle: 'medium',
  });

  return (
    <Page
      title={t('settings.tokens.title')}
      meaning={t('settings.tokens.meaning')}
      action={
        <Button look="go" onClick={() => setCreating(true)}>
          {t('settings.tokens.create')}
        </Button>
      }
    >
      <WhenLoaded loading={loading}>
        {(tokens) =>
          tokens.length === 0 ? (
            <EmptyState
              title={t('settings.tokens.none')}
              meaning={t('settings.tokens.noneMeaning')}
            />
          ) : (
            <List label={t('settings.tokens.title')}>
              {tokens.map((token) => (
                <Item
                  key={token.id}
                  mark={<KeyIcon />}
                  title={token.name}
                  about={t('settings.tokens.createdAt', { date: dates.format(token.createdAt) })}
                >
                  <Button
                    aria-label={t('settings.tokens.deleteOf', { name: token.name })}
                    onClick={() => setDeleting(token)}
                  >
                    {t('settings.tokens.delete')}
                  </Button>
                </Item>
              ))}
            </List>
          )
        }
      </WhenLoaded>
      {creating && <NewTokenDialog onCreated={loading.reload} onClose={() => setCreating(false)} />}
      {deleting && (
        <DeleteToken
          token={deleting}
          onDeleted={loading.reload}
          onClose={() => setDeleting(null)}
        />
      )}
    </Page>
  );
};

interface DeleteTokenProps {
  readonly token: Token;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

const DeleteToken = ({ token, onDeleted, onClose }: DeleteTokenProps) => {
  const { t } = useTranslation();
  const form = useSubmit([]);
  const remove = () =>
    form.submit(async () => {
      await deleteToken(token.id);
      onDeleted();
      onClose();
    });
  return (
    <Confirm
      title={t('settings.tokens.deleteTitle', { name: token.name })}
      meaning={t('settings.tokens.deleteMeaning')}
      verb={t('settings.tokens.delete')}
      danger
      busy={form.busy}
      error={form.error}
      onConfirm={remove}
      onClose={onClose}
    />
  );
};
