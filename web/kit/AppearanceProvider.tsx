import { FluentProvider } from '@fluentui/react-components';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { darkTheme, lightTheme } from './theme.ts';

/** Light or dark: as the system says, unless the person chose one. */
export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

type Choice = { readonly appearance: Appearance; readonly choose: (appearance: Appearance) => void };

const AppearanceContext = createContext<Choice | null>(null);
const REMEMBERED = 'upseat.appearance';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [appearance, setAppearance] = useState(remembered);
  const dark = useSyncExternalStore(watchSystem, () => systemIsDark.matches);
  const isDark = appearance === 'system' ? dark : appearance === 'dark';

  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);

  const choice = useMemo(
    () => ({
      appearance,
      choose: (chosen: Appearance) => {
        localStorage.setItem(REMEMBERED, chosen);
        setAppearance(chosen);
      },
    }),
    [appearance],
  );

  return (
    <AppearanceContext value={choice}>
      <FluentProvider theme={isDark ? darkTheme : lightTheme}>{children}</FluentProvider>
    </AppearanceContext>
  );
}

export function useAppearance(): Choice {
  const choice = useContext(AppearanceContext);
  if (choice === null) throw new Error('no AppearanceProvider above');
  return choice;
}

function remembered(): Appearance {
  const stored = localStorage.getItem(REMEMBERED);
  return APPEARANCES.find((appearance) => appearance === stored) ?? 'system';
}

function watchSystem(changed: () => void): () => void {
  systemIsDark.addEventListener('change', changed);
  return () => systemIsDark.removeEventListener('change', changed);
}
