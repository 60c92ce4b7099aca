/** What every route of figures shares: how its picture is asked for, and the answer. */
import { drawFigure } from '#benchmarks/figures/draw.ts';
import { FIGURE_SIZES, type Figure, type FigureSize } from '#benchmarks/figures/figure.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { socialCard } from '../charts/social-card.ts';
import { LOCALES, type Locale } from '../i18n/locales.ts';
import { siteUrl } from '../site-url.ts';
import { bytesOf, jsonOf } from './answers.ts';
import { focus, oneOf } from './parameters.ts';
import { figure } from './shapes/figures.ts';
import { tagged } from './tagged.ts';

export const SVG = 'image/svg+xml';

const PNG = 'image/png';

export const FIGURE_FORMATS = ['svg', 'png', 'json'] as const;

/** The query of every figure. */
export const figureQuery = {
  language: oneOf(LOCALES).default('en').describe('The language of its words.'),
  size: oneOf(FIGURE_SIZES)
    .optional()
    .describe(
      'Drawn for a telephone, for a column of figures (unless another is named), or for the width of a page; cards have one size.',
    ),
  focus,
  format: oneOf(FIGURE_FORMATS)
    .default('svg')
    .describe(
      'The picture; a card of 1200 × 630 px for other sites and feeds, with English words; or what it is drawn of.',
    ),
};

export const FIGURE_ANSWERS = { 200: [bytesOf(SVG), bytesOf(PNG), jsonOf(figure)] } as const;

interface Asked {
  readonly language: Locale;
  readonly size?: FigureSize | undefined;
  readonly focus: readonly string[];
  readonly format: (typeof FIGURE_FORMATS)[number];
}

export async function figureAnswer(
  request: Request,
  drawn: Figure,
  { language, size, focus, format }: Asked,
): Promise<Response> {
  if (format === 'png') return cardAnswer(request, drawn, { language, size, focus });
  const isJson = format === 'json';
  const body = isJson ? JSON.stringify(drawn) : drawFigure(drawn, size ?? 'column', focus);
  return tagged(request, sha256(body), body, { 'content-type': isJson ? 'application/json; charset=utf-8' : SVG });
}

/** @throws bad-parameter where its words are not English, as the font that draws it has no others, and where a size is named */
async function cardAnswer(
  request: Request,
  drawn: Figure,
  { language, size, focus }: Omit<Asked, 'format'>,
): Promise<Response> {
  if (language !== 'en')
    throw new HeirloomError(
      'bad-parameter',
      `Received language=${language} with format=png; cards have English words only. Leave out the language, or ask for format=svg.`,
    );
  if (size !== undefined)
    throw new HeirloomError(
      'bad-parameter',
      `Received size=${size} with format=png; cards are 1200 × 630 px. Leave out the size, or ask for format=svg.`,
    );
  const body = await socialCard(drawn, new URL(siteUrl()).host, focus);
  return tagged(request, sha256(body), body, { 'content-type': PNG });
}
