/** How large figures are, in units of their pictures: alone, so that a page can hold their places without what draws them. */
import type { FigureSize } from './figure.ts';

interface Measures {
  readonly width: number;
  readonly height: number;
  /** Beside the plot, for names and what is read off. */
  readonly column: number;
}

export const MEASURES: Readonly<Record<FigureSize, Measures>> = {
  narrow: { width: 360, height: 270, column: 106 },
  column: { width: 480, height: 300, column: 150 },
  wide: { width: 860, height: 430, column: 190 },
};

/** The least height of a plot of stacked amounts: what is looked for is where one gives way to another, not their height. */
export const STACK_PLOTS: Readonly<Record<FigureSize, number>> = { narrow: 96, column: 96, wide: 160 };
/** What the name of one of them takes beside it. */
export const STACK_NAME = 30;

/** The figure's heights at all sizes, where they don't follow from the size alone. */
export type FigureHeights = Readonly<Record<FigureSize, number>>;

/** The size of ticks and labels, and the height of a line of them. */
export const TEXT = 12;
export const LINE = 14;
