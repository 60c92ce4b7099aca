/**
 * Figures as data: what a picture of the site, of a page that embeds it or of a report is drawn of (draw.ts). All words and the
 * labels of ticks are in it, in one language, so that whoever draws it needs neither a card nor a dictionary.
 */
import type { LineStyle } from './line-styles.ts';

export interface Axis {
  /** With its unit; empty where the title says it. */
  readonly name: string;
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** `root`: a value stands at the square root of its place, so that what is near 0 can be told apart. */
  readonly scale: 'linear' | 'root';
}

/** What a value of a figure is, which says how it is written. */
export type ValueKind = 'number' | 'share' | 'score' | 'amount';

/** A cell of the figure's numbers: a text, or one with what stands beside it and where it leads. */
export type Cell = string | { readonly text: string; readonly note?: string; readonly path?: string };

export interface Numbers {
  readonly columns: readonly string[];
  /** The first cell of each is its name. */
  readonly rows: readonly (readonly Cell[])[];
}

interface FigureBase {
  readonly title: string;
  /** Under the title; empty for none. */
  readonly subtitle: string;
  /** The picture in a sentence, for those who don't see it. */
  readonly description: string;
  /** As HTML names it. */
  readonly language: string;
  readonly x: Axis;
  readonly y: Axis;
  /** How values along the axes are written where they are read off. */
  readonly values: { readonly x: ValueKind; readonly y: ValueKind };
  readonly numbers: Numbers;
  /** The page that the figure is from, below the site's address. */
  readonly page: string;
}

/** `[x, y, low, high]`: low and high are null where there is no interval. */
export type Point = readonly [x: number, y: number, low: number | null, high: number | null];

export interface Line {
  readonly id: string;
  readonly name: string;
  readonly style: LineStyle;
  /** In focus whatever else is: controls. */
  readonly isReference: boolean;
  readonly points: readonly Point[];
  /** What has a sign in place of the line's points: also what the line doesn't go through. */
  readonly signs?: readonly { readonly point: Point; readonly isHollow: boolean }[];
}

/** What is drawn beside the lines and is no entry: the truth, a limit, what a law says. */
export interface Guide {
  readonly kind: 'truth' | 'limit' | 'law';
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A thin line without a name: one seed of the line whose colour it has. */
export interface Strand {
  /** A name of the palette. */
  readonly colour: string;
  /** The first of its line's. */
  readonly isFirst: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Lines over an axis, of which some are in focus. */
export interface LinesFigure extends FigureBase {
  readonly kind: 'lines';
  readonly lines: readonly Line[];
  readonly guides: readonly Guide[];
  /** Behind the lines. */
  readonly strands?: readonly Strand[];
  /** `after`, `middle`: values hold from their place on, or around it, and lines are steps. */
  readonly steps: 'none' | 'after' | 'middle';
  /** Intervals as bands, or as whiskers at marked points. */
  readonly intervals: 'bands' | 'whiskers';
  /** A place that stands out: the entry whose page the figure is on. */
  readonly marked?: { readonly name: string; readonly point: Point };
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross';

export interface Kind {
  readonly name: string;
  /** A name of the palette. */
  readonly colour: string;
  readonly marker: Marker;
}

export interface Dot {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Position in the figure's kinds. */
  readonly kind: number;
  /** Named beside it as long as there is room, those of least rank first; null: only when it is pointed at. */
  readonly rank: number | null;
}

/** Points by what they cost and what they reach, with the line of those that nothing beats at their cost. */
export interface DotsFigure extends FigureBase {
  readonly kind: 'dots';
  readonly dots: readonly Dot[];
  readonly kinds: readonly Kind[];
  /** Through the efficient ones, from the least cost up; drawn as steps. */
  readonly frontier: readonly (readonly [x: number, y: number])[];
}

/** Amounts on each other, by place along the axis. */
export interface StackFigure extends FigureBase {
  readonly kind: 'stack';
  readonly at: readonly number[];
  /** From below up; amounts by position in `at`. */
  readonly bands: readonly { readonly name: string; readonly colour: string; readonly amounts: readonly number[] }[];
}

export interface RowMark {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** A name of the palette. */
  readonly colour: string;
  readonly marker: Marker;
}

/**
 * Values with their intervals in each row; `y` isn't drawn. Where there are no kinds a row has one value, which is written at its
 * end as the figure's numbers have it.
 */
export interface RowsFigure extends FigureBase {
  readonly kind: 'rows';
  readonly rows: readonly { readonly name: string; readonly marks: readonly RowMark[] }[];
  /** What the marks of a row are, from above down; none where there is one in each. */
  readonly kinds: readonly Kind[];
}

export type Figure = LinesFigure | DotsFigure | StackFigure | RowsFigure;

/** How wide a figure is drawn: for a telephone, in a column of several, or over the whole page. */
export const FIGURE_SIZES = ['narrow', 'column', 'wide'] as const;
export type FigureSize = (typeof FIGURE_SIZES)[number];

/** Lines in focus beside the references; the others are grey. */
export const MOST_IN_FOCUS = 4;
