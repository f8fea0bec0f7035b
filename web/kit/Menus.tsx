import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { DarkThemeRegular } from '@fluentui/react-icons/svg/dark-theme';
import { LocalLanguageRegular } from '@fluentui/react-icons/svg/local-language';
import type { ReactElement } from 'react';
import { APPEARANCES, useAppearance } from './AppearanceProvider.tsx';
import { LANGUAGES } from './language.ts';
import { useLanguage } from './LanguageProvider.tsx';
import { useWords } from './words.ts';

/** The switch between the languages of the console. Each is named in itself, for those who cannot read the current one. */
export function LanguageMenu() {
  const t = useWords();
  const { language, choose } = useLanguage();
  return (
    <ChoiceMenu
      label={t('kit.language')}
      icon={<LocalLanguageRegular />}
      chosen={language}
      options={LANGUAGES.map((code) => ({
        value: code,
        text: { en: 'English', 'zh-TW': '繁體中文' }[code],
        lang: code === 'en' ? 'en' : 'zh-Hant-TW',
      }))}
      onChoose={(code) => void choose(code)}
    />
  );
}

/** The switch between light, dark and what the system says. */
export function AppearanceMenu() {
  const t = useWords();
  const { appearance, choose } = useAppearance();
  return (
    <ChoiceMenu
      label={t('kit.appearance')}
      icon={<DarkThemeRegular />}
      chosen={appearance}
      options={APPEARANCES.map((value) => ({ value, text: t(`kit.appearance.${value}`) }))}
      onChoose={choose}
    />
  );
}

type ChoiceMenuProps<Value extends string> = {
  readonly label: string;
  readonly icon: ReactElement;
  readonly chosen: Value;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly lang?: string }[];
  readonly onChoose: (value: Value) => void;
};

function ChoiceMenu<Value extends string>({ label, icon, chosen, options, onChoose }: ChoiceMenuProps<Value>) {
  return (
    <Menu
      checkedValues={{ choice: [chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const option = options.find(({ value }) => value === checkedItems[0]);
        if (option !== undefined) onChoose(option.value);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={icon} aria-label={label} title={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {options.map(({ value, text, lang }) => (
            <MenuItemRadio key={value} name="choice" value={value} lang={lang}>
              {text}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
