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

const ROW = 20;

/** The height of a figure of rows beside its rows. */
const AROUND_ROWS = 104;

export const rowsHeight = (rows: number): number => AROUND_ROWS + ROW * Math.max(1, rows);
