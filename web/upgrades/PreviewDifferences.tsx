import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { unreachable } from '../../src/kit/brand.ts';
import { useFormats, type Formats } from '../kit/formats.ts';
import { useWords, type Words } from '../kit/words.ts';
import type { Difference, Shown } from './previewDifferences.ts';
import styles from './Preview.module.css';

/** Says that nothing was done because things changed meanwhile, and what: before and now. */
export function PreviewDifferences({ differences }: { differences: readonly Difference[] }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.message}>
      <MessageBarBody>
        <MessageBarTitle>{t('upgrades.changed')}</MessageBarTitle>
        <div>{t('upgrades.changedDetail')}</div>
        <ul className={styles.plain}>
          {differences.map(({ what, before, after }) => (
            <li key={what}>
              {t('upgrades.difference', { what: t(what), before: write(before, t, formats), after: write(after, t, formats) })}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

function write(shown: Shown, t: Words, formats: Formats): string {
  switch (shown.kind) {
    case 'money':
      return formats.money(shown);
    case 'number':
      return formats.number(shown.value);
    case 'days':
      return t('upgrades.days', { from: formats.day(shown.from), until: formats.day(shown.until) });
    case 'texts':
      return shown.texts.length === 0 ? t('upgrades.nobody') : formats.list(shown.texts);
    case 'nothing':
      return '–';
    default:
      return unreachable(shown);
  }
}
