/** One bar in hundredths of the chart's height, measured from above. */
export type Bar = { readonly top: number; readonly height: number };

/** A line across the chart at a round amount. */
export type Gridline = { readonly value: number; readonly top: number };

/** The bars of a chart, its gridlines, and where its zero is. Amounts below zero hang below it. */
export type Bars = { readonly bars: readonly Bar[]; readonly gridlines: readonly Gridline[]; readonly zero: number };

/** About so many gridlines lie over each other. */
const GRIDLINES = 4;

/** Lays out one bar for each value between gridlines at round amounts, of which the outermost are the chart's edges. */
export function barsOf(values: readonly number[]): Bars {
  const step = roundStep((Math.max(0, ...values) - Math.min(0, ...values)) / GRIDLINES);
  const highest = Math.ceil(Math.max(0, ...values) / step) * step;
  const lowest = Math.floor(Math.min(0, ...values) / step) * step;
  const range = highest - lowest || step;
  const topOf = (value: number) => ((Math.max(highest, lowest + range) - value) / range) * 100;
  const zero = topOf(0);
  const count = Math.round(range / step);
  return {
    zero,
    gridlines: Array.from({ length: count + 1 }, (_, i) => lowest + i * step).map((value) => ({ value, top: topOf(value) })),
    bars: values.map((value) => {
      const height = (Math.abs(value) / range) * 100;
      return { top: value >= 0 ? zero - height : zero, height };
    }),
  };
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not smaller. */
function roundStep(least: number): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}
