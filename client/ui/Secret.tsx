import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { copyText } from './copyText.ts';
import { CheckIcon, CopyIcon } from './icons.tsx';
import styles from './Secret.module.css';

interface SecretProps {
  readonly label: string;
  readonly text: string;
}

/** A text that is shown once and wants to be copied: a one-time link, a token. */
export const Secret = ({ label, text }: SecretProps) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);

  const copy = async () => {
    const done = await copyText(text);
    setCopied(done);
    if (!done) field.current?.select();
  };

  return (
    <div className={styles.secret}>
      <div className={styles.row}>
        <input
          ref={field}
          readOnly
          aria-label={label}
          value={text}
          className={styles.text}
          onFocus={(event) => event.target.select()}
        />
        <Button look="go" onClick={copy} className={styles.copy}>
          {copied ? <CheckIcon /> : <CopyIcon />}
          {t(copied ? 'shell.copied' : 'shell.copy')}
        </Button>
      </div>
      <p role="status" className={styles.told}>
        {copied === false && t('shell.copyByHand')}
      </p>
    </div>
  );
};
