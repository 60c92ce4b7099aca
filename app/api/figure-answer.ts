/** What every route of figures shares: how its picture is asked for, and the answer. */
import { drawFigure } from '#benchmarks/figures/draw.ts';
import { FIGURE_SIZES, type Figure, type FigureSize } from '#benchmarks/figures/figure.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { LOCALES, type Locale } from '../i18n/locales.ts';
import { bytesOf, jsonOf } from './answers.ts';
import { focus, oneOf } from './parameters.ts';
import { figure } from './shapes/figures.ts';
import { tagged } from './tagged.ts';

export const SVG = 'image/svg+xml';

export const FIGURE_FORMATS = ['svg', 'json'] as const;

/** The query of every figure. */
export const figureQuery = {
  language: oneOf(LOCALES).default('en').describe('The language of its words.'),
  size: oneOf(FIGURE_SIZES)
    .default('column')
    .describe('Drawn for a telephone, for a column of figures, or for the width of a page.'),
  focus,
  format: oneOf(FIGURE_FORMATS).default('svg').describe('The picture, or what it is drawn of.'),
};

export const FIGURE_ANSWERS = { 200: [bytesOf(SVG), jsonOf(figure)] } as const;

interface Asked {
  readonly language: Locale;
  readonly size: FigureSize;
  readonly focus: readonly string[];
  readonly format: (typeof FIGURE_FORMATS)[number];
}

export function figureAnswer(request: Request, drawn: Figure, { size, focus, format }: Asked): Response {
  const isJson = format === 'json';
  const body = isJson ? JSON.stringify(drawn) : drawFigure(drawn, size, focus);
  return tagged(request, sha256(body), body, { 'content-type': isJson ? 'application/json; charset=utf-8' : SVG });
}
