import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Store } from '../store/store.ts';
import { Chip } from '../ui/Chip.tsx';
import { SettleDialog } from './SettleDialog.tsx';

/**
 * In the top bar while there is something that the server did not take as it was written:
 * refused, or overtaken by what somebody else wrote meanwhile. Nothing is overruled in silence.
 */
const Settle = ({ session }: { readonly session: Store }) => {
  const { t } = useTranslation();
  const items = useSyncExternalStore(session.subscribe, session.toSettle);
  const [open, setOpen] = useState(false);
  if (items.length === 0) return null;

  return (
    <>
      <Chip on onClick={() => setOpen(true)}>
        {t('settle.chip', { count: items.length })}
      </Chip>
      {open && <SettleDialog store={session} items={items} onClose={() => setOpen(false)} />}
    </>
  );
};

export default Settle;
