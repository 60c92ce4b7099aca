/**
 * A figure as a PNG, as other sites show it beside a link, and as feed readers do. Next draws it (next/og), with the one font
 * that comes with it: the figure's own picture without its texts, and the texts over it, where the picture has them.
 */
import { ImageResponse } from 'next/og';
import { createElement, type ReactElement } from 'react';
import { drawFigure } from '#benchmarks/figures/draw.ts';
import type { Figure } from '#benchmarks/figures/figure.ts';
import { frameOf } from '#benchmarks/figures/frame.ts';
import { TEXT } from '#benchmarks/figures/measures.ts';
import { PALETTES } from '#benchmarks/figures/palette.ts';

export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** Around the figure; below it stands where the card is from. */
const MARGIN = 28;
const FOOT = 44;
const PALETTE = PALETTES.light;

/** @param site what stands below the figure, such as the site's host. Words have to be English: the font has no others. */
export async function socialCard(
  figure: Figure,
  site: string,
  focus: readonly string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height } = frameOf(figure, 'wide');
  const { width: whole, height: high } = CARD_SIZE;
  const scale = Math.min((whole - 2 * MARGIN) / width, (high - 2 * MARGIN - FOOT) / height);
  const left = (whole - scale * width) / 2;
  const top = MARGIN + (high - 2 * MARGIN - FOOT - scale * height) / 2;
  const { picture, texts } = apart(drawFigure(figure, 'wide', focus));
  const card = createElement(
    'div',
    {
      style: { display: 'flex', position: 'relative', width: '100%', height: '100%', background: PALETTE.paper },
    },
    createElement('img', {
      key: 'picture',
      src: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`,
      width: scale * width,
      height: scale * height,
      style: { position: 'absolute', left, top },
    }),
    ...texts.map((text, index) => label({ ...text, key: `${index}` }, { scale, left, top })),
    label(
      { key: 'site', text: `Heirloom · ${site}`, x: 0, y: 0, size: 18, colour: PALETTE.muted, anchor: 'start' },
      { scale: 1, left: left + 8 * scale, top: high - 26 },
    ),
  );
  return new Uint8Array(await new ImageResponse(card, CARD_SIZE).arrayBuffer());
}

type Anchor = 'start' | 'middle' | 'end';

interface Text {
  readonly text: string;
  readonly x: number;
  /** Of its base line. */
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly anchor: Anchor;
}

const TEXTS = /<text class="([^"]*)" x="([^"]*)" y="([^"]*)"(?: text-anchor="([^"]*)")?>([^<]*)<\/text>/g;
const NAMED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const TITLE = 16;

/** A figure's picture (svg-text.ts writes its texts) without texts and variables, which what draws cards has not, and its texts. */
function apart(svg: string): { readonly picture: string; readonly texts: readonly Text[] } {
  const texts = [...svg.matchAll(TEXTS)].map(([, classes = '', x, y, anchor, text = '']): Text => {
    const names = classes.split(' ');
    return {
      text: drawable(text.replaceAll(/&(?:lt|gt|quot|amp);/g, (name) => NAMED[name] ?? name)),
      x: Number(x),
      y: Number(y),
      size: names.includes('title') ? TITLE : TEXT,
      colour: names.includes('tick') ? PALETTE.muted : PALETTE.ink,
      anchor: anchor === 'end' || anchor === 'middle' ? anchor : 'start',
    };
  });
  const picture = svg
    .replaceAll(TEXTS, '')
    // In the rules of a style sheet that is seen by no media query; in attributes the colours themselves.
    .replace(/@media[^{]*\{[^{}]*\{[^{}]*\}\}/, '')
    .replaceAll(/var\(--([a-z0-9-]+)\)/g, (_, name: string) => PALETTE[name as keyof typeof PALETTE] ?? PALETTE.ink);
  return { picture, texts };
}

/** What the font lacks: whoever draws a card would ask elsewhere for it. */
const LACKED =
  /[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e–—‘’“”…−×≥≤·√→]/gu;
/** Units that it lacks, as words. */
const WORDS: Readonly<Record<string, string>> = { σ: 'sigma' };
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A text of what the font has: an exponent behind a caret, anything else that it lacks as a question mark. */
function drawable(text: string): string {
  return text
    .replaceAll(/[⁻⁰¹²³⁴-⁹]+/g, (signs) => {
      const plain = [...signs].map((sign) => (sign === '⁻' ? '−' : String(SUPERSCRIPTS.indexOf(sign))));
      return `^${plain.join('')}`;
    })
    .replaceAll(LACKED, (sign) => WORDS[sign] ?? '?');
}

interface Place {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** A box as wide as there is room for one, which begins, ends or has its middle at the text's place. */
const BOX = 1200;
const SHIFTS: Readonly<Record<Anchor, number>> = { start: 0, middle: BOX / 2, end: BOX };
const ALIGNED = { start: 'flex-start', middle: 'center', end: 'flex-end' } as const;

function label(
  { key, text, x, y, size, colour, anchor }: Text & { readonly key: string },
  { scale, left, top }: Place,
): ReactElement {
  const high = 1.3 * size * scale;
  return createElement(
    'div',
    {
      key,
      style: {
        display: 'flex',
        position: 'absolute',
        left: left + scale * x - SHIFTS[anchor],
        // Three quarters of a line lie above the base line, about.
        top: top + scale * y - 0.8 * high,
        width: BOX,
        height: high,
        justifyContent: ALIGNED[anchor],
        fontSize: size * scale,
        lineHeight: 1.3,
        color: colour,
        whiteSpace: 'nowrap',
      },
    },
    text,
  );
}
