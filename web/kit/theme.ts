import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

/** Upseat's own colour, from almost black to almost white; 70 and 80 carry white text at 5:1 and more. */
const brand: BrandVariants = {
  10: '#001a1c',
  20: '#00282a',
  30: '#003437',
  40: '#004145',
  50: '#004f53',
  60: '#005d61',
  70: '#006b70',
  80: '#007a80',
  90: '#0b9298',
  100: '#4bacb1',
  110: '#66b9bd',
  120: '#7dc4c8',
  130: '#96d2d6',
  140: '#aee1e3',
  150: '#c6f0f1',
  160: '#dbfbfc',
};

/** The machine's own Latin letters where it has good ones; Chinese always in the typeface that comes with the console. */
const fontFamilyBase = '"Segoe UI", -apple-system, BlinkMacSystemFont, "Noto Sans TC Variable", "Noto Sans TC", sans-serif';

export const lightTheme: Theme = { ...createLightTheme(brand), fontFamilyBase };
export const darkTheme: Theme = {
  ...createDarkTheme(brand),
  fontFamilyBase,
  // The lighter steps keep 4.5:1 against dark grey.
  colorBrandForeground1: brand[110],
  colorBrandForeground2: brand[120],
  colorBrandForegroundLink: brand[110],
  colorBrandForegroundLinkHover: brand[130],
  colorBrandForegroundLinkPressed: brand[100],
};
