import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { PageHeading } from '../kit/PageHeading.tsx';
import { useWords } from '../kit/words.ts';

/** A page that broke. The rest of the console goes on; what was submitted is safe on the server. */
export function TroublePage({ error, reset }: ErrorComponentProps) {
  const t = useWords();
  return (
    <>
      <PageHeading title={t('pages.trouble')} documentTitle={t('pages.trouble')} />
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('pages.troubleDetail')}</MessageBarTitle>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={reset}>{t('kit.retry')}</Button>
          <Button onClick={() => location.reload()}>{t('pages.reload')}</Button>
        </MessageBarActions>
      </MessageBar>
    </>
  );
}
