import { Button, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { useEffect, useRef, useState } from 'react';
import { CopyButton } from '../kit/CopyButton.tsx';
import { LANGUAGES } from '../kit/language.ts';
import { useLanguage } from '../kit/LanguageProvider.tsx';
import { Buttons } from '../kit/Section.tsx';
import { useWords } from '../kit/words.ts';
import styles from './Relationships.module.css';

type Texts = { readonly en: string; readonly 'zh-TW': string };
type MessageDraftProps = {
  readonly url: string;
  readonly message: { readonly subject: Texts; readonly body: Texts };
  readonly onClose: () => void;
};

/** The mail that the person sends from their own mail program, with the link, which is shown only now. */
export function MessageDraft({ url, message, onClose }: MessageDraftProps) {
  const t = useWords();
  const { language } = useLanguage();
  const [chosen, setChosen] = useState(language);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [subject, body] = [message.subject[chosen], message.body[chosen]];
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  const lang = chosen === 'en' ? 'en' : 'zh-Hant-TW';
  return (
    <section className={styles.draft} aria-labelledby="draft">
      <h3 id="draft" ref={heading} tabIndex={-1} className={styles.subheading}>
        {t('relationships.draft')}
      </h3>
      <p className={styles.about}>{t('relationships.draftAbout')}</p>
      <Field label={t('relationships.mailLanguage')}>
        <RadioGroup
          layout="horizontal"
          value={chosen}
          onChange={(_, { value }) => setChosen(LANGUAGES.find((each) => each === value) ?? 'en')}
        >
          <Radio value="en" label={<span lang="en">English</span>} />
          <Radio value="zh-TW" label={<span lang="zh-Hant-TW">繁體中文</span>} />
        </RadioGroup>
      </Field>
      <Field label={t('relationships.subject')}>
        <Input readOnly value={subject} lang={lang} />
      </Field>
      <Field label={t('relationships.mail')}>
        <Textarea readOnly rows={12} value={body} lang={lang} />
      </Field>
      <Field label={t('relationships.link')}>
        <Input readOnly value={url} />
      </Field>
      <Buttons>
        <CopyButton text={`${subject}\n\n${body}`} label={t('relationships.copyMail')} />
        <CopyButton text={url} label={t('relationships.copyLink')} />
        <Button as="a" href={mail} icon={<MailRegular />}>
          {t('relationships.openMail')}
        </Button>
        <Button appearance="subtle" onClick={onClose}>
          {t('relationships.closeDraft')}
        </Button>
      </Buttons>
    </section>
  );
}
