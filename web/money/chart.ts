/** One bar in hundredths of the chart's height, measured from above. */
export type Bar = { readonly top: number; readonly height: number };

/** The bars of a chart, and where its zero is. Amounts below zero hang below it. */
export type Bars = { readonly bars: readonly Bar[]; readonly zero: number };

/** Lays out one bar for each value; the highest and the lowest fill the height between them. */
export function barsOf(values: readonly number[]): Bars {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  const range = highest - lowest || 1;
  const zero = highest === 0 && lowest === 0 ? 100 : (highest / range) * 100;
  return {
    zero,
    bars: values.map((value) => {
      const height = (Math.abs(value) / range) * 100;
      return { top: value >= 0 ? zero - height : zero, height };
    }),
  };
}
