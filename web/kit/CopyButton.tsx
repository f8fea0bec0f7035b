import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { useWords } from './words.ts';

const CONFIRMATION_MS = 2500;

/** Copies a text and says so. Not shown where the browser has no clipboard, such as over plain HTTP from another machine. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useWords();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  if (!isSecureContext) return null;
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <>
      <Button icon={copied ? <CheckmarkRegular /> : <CopyRegular />} onClick={copy}>
        {copied ? t('kit.copied') : label}
      </Button>
      <span role="status" className="visually-hidden">
        {copied ? t('kit.copied') : ''}
      </span>
    </>
  );
}
