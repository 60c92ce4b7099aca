/**
 * How a strategy's line is drawn: the same on every page of the site, in every picture and every report. Colour and dashes are
 * the strategy's own; what tells its variants apart is a marker.
 */
import { familyOf } from '../protocol/family.ts';
import type { Marker } from './figure.ts';

export interface LineStyle {
  /** A name of the palette (palette.ts). */
  readonly colour: string;
  readonly dash: string;
  readonly width: number;
  /** At the points of a line; null for none. */
  readonly marker: Marker | null;
}

/**
 * Places of strategies among the styles. A place is never given anew: a strategy that comes later is written behind the last,
 * wherever it stands in the catalog. The first eight have colours of their own, the next eight the same with dashes.
 */
const PLACES: readonly string[] = [
  'retain',
  'accumulate',
  'fresh',
  'temperature',
  'accumulate-subsample',
  'freeze',
  'filter-verifier',
  'gen0-samples',
  'base',
  'grow',
  'weight-golden',
  'mix-sources',
  'filter-typicality',
  'filter-detector',
  'select-surprise',
  'select-entropy',
  'dedup',
  'best-of',
  'distill',
  'anchor',
  'adversarial',
  'truncate-loss',
  'neon',
  'negative-guidance',
  'token-edit',
];

/** What stays as it is: nothing is done, or all is given. */
const CONTROLS: Readonly<Record<string, string>> = { replace: '0', oracle: '7 4' };

const COLOURS = 8;
const DASHES = ['0', '6 3', '2 3', '9 3 2 3'] as const;
/** Of a strategy's variants, the first without; the sixth has none again. */
const MARKERS: readonly (Marker | null)[] = [null, 'circle', 'square', 'triangle', 'diamond', 'cross'];

/** Where a family stands among the styles: by the list, and of what it lacks (compositions, others' own) by its name. */
function placeOf(family: string): number {
  const place = PLACES.indexOf(family);
  return place >= 0 ? place : hashOf(family) % (COLOURS * DASHES.length);
}

/** Of a name, the same for ever: FNV-1a over its code units (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A specification that can't be read has its own text as family: it is somebody's name for something. */
export function familyOrText(spec: string): string {
  try {
    return familyOf(spec);
  } catch {
    return spec;
  }
}

/** The colour of a family, as a name of the palette: grey for controls. */
export function familyColour(family: string): string {
  return Object.hasOwn(CONTROLS, family) ? 'control' : `series-${(placeOf(family) % COLOURS) + 1}`;
}

export interface Styled {
  readonly id: string;
  readonly spec: string;
}

/** The styles of lines that are seen together, by id. Variants of one strategy take markers in the order they come. */
export function lineStyles(lines: readonly Styled[]): ReadonlyMap<string, LineStyle> {
  const variants = new Map<string, number>();
  return new Map(
    lines.map(({ id, spec }): [string, LineStyle] => {
      const family = familyOrText(spec);
      const variant = variants.get(family) ?? 0;
      variants.set(family, variant + 1);
      return [id, styleOf(family, variant)];
    }),
  );
}

/** The style of a family's n-th variant. */
export function styleOf(family: string, variant = 0): LineStyle {
  const marker = MARKERS[variant % MARKERS.length] ?? null;
  const control = Object.hasOwn(CONTROLS, family) ? CONTROLS[family] : undefined;
  if (control !== undefined) return { colour: 'control', dash: control, width: 2.5, marker };
  const dash = DASHES[Math.floor(placeOf(family) / COLOURS) % DASHES.length] ?? '0';
  return { colour: familyColour(family), dash, width: 1.8, marker };
}

/** Of the n-th of so many generations in one figure: the first in grey, the last in full. */
export function generationStyle(position: number, count: number): LineStyle {
  if (position === 0) return { colour: 'control', dash: '7 4', width: 1.6, marker: null };
  const fromLast = Math.min(2, count - 1 - position);
  return {
    colour: ['series-2', 'series-1', 'series-6'][fromLast] ?? 'series-6',
    dash: ['0', '6 3', '2 3'][fromLast] ?? '2 3',
    width: 2.4 - 0.4 * fromLast,
    marker: null,
  };
}
