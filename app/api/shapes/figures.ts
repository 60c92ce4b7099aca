/** Figures as data: what their pictures are drawn of. */
import { z } from 'zod';
import type { Figure } from '#benchmarks/figures/figure.ts';
import { numberOrNull, shape, submissionId } from './shape.ts';

const axis = z.strictObject({
  name: z.string(),
  domain: z.tuple([z.number(), z.number()]),
  ticks: z.array(z.strictObject({ at: z.number(), label: z.string() })),
  scale: z.enum(['linear', 'root']),
});
const kind = z.enum(['number', 'share', 'score', 'amount']);
const marker = z.enum(['circle', 'square', 'triangle', 'diamond', 'cross']);
const colour = z.string().regex(/^[a-z0-9-]+$/);
const place = z.tuple([z.number(), z.number()]);
const point = z.tuple([z.number(), z.number(), numberOrNull, numberOrNull]);
const interval = { low: numberOrNull, high: numberOrNull };
const cell = z.union([
  z.string(),
  z.strictObject({ text: z.string(), note: z.string().exactOptional(), path: z.string().exactOptional() }),
]);

const base = {
  title: z.string(),
  subtitle: z.string(),
  description: z.string(),
  language: z.string(),
  x: axis,
  y: axis,
  values: z.strictObject({ x: kind, y: kind }),
  numbers: z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(cell)) }),
  page: z.string(),
};

const style = z.strictObject({ colour, dash: z.string(), width: z.number().positive(), marker: marker.nullable() });

export const figure = shape<Figure>()(
  'Figure',
  'What a figure’s picture is drawn of, words and ticks in its language: lines as [x, y, low, high] with null for no interval, strands as thin lines of single seeds, the first of each line marked, points by cost, stacked amounts or rows. Colours are names of the site’s palette.',
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('lines'),
      ...base,
      lines: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          style,
          isReference: z.boolean(),
          points: z.array(point),
          signs: z.array(z.strictObject({ point, isHollow: z.boolean() })).exactOptional(),
        }),
      ),
      guides: z.array(
        z.strictObject({ kind: z.enum(['truth', 'limit', 'law']), name: z.string(), points: z.array(place) }),
      ),
      strands: z.array(z.strictObject({ colour, isFirst: z.boolean(), points: z.array(place) })).exactOptional(),
      steps: z.enum(['none', 'after', 'middle']),
      intervals: z.enum(['bands', 'whiskers']),
      marked: z.strictObject({ name: z.string(), point }).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('dots'),
      ...base,
      dots: z.array(
        z.strictObject({
          id: submissionId,
          name: z.string(),
          x: z.number(),
          y: z.number(),
          ...interval,
          kind: z.int().nonnegative(),
          rank: z.int().nonnegative().nullable(),
        }),
      ),
      kinds: z.array(z.strictObject({ name: z.string(), colour, marker })),
      frontier: z.array(place),
    }),
    z.strictObject({
      kind: z.literal('stack'),
      ...base,
      at: z.array(z.number()),
      bands: z.array(z.strictObject({ name: z.string(), colour, amounts: z.array(z.number()) })),
    }),
    z.strictObject({
      kind: z.literal('rows'),
      ...base,
      rows: z.array(
        z.strictObject({
          name: z.string(),
          marks: z.array(z.strictObject({ value: z.number(), ...interval, colour, marker })),
        }),
      ),
      kinds: z.array(z.strictObject({ name: z.string(), colour, marker })),
    }),
  ]),
);
