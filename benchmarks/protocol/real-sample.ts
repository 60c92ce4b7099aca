/**
 * A small sample of a benchmark's real data, made to be looked at: `suite/<id>/real-sample.json`, written by
 * `npx heirloom show ID --real-sample`. One kind for each way in which data can be shown; a benchmark that fits none adds its own.
 */
import { z } from 'zod';
import { idSchema, paramsSchema, positiveSchema, tierSchema } from './ids.ts';

export const REAL_SAMPLE_FORMAT = 'heirloom.real-sample/1';

/** So that a page which imports it stays light. */
export const MAX_REAL_SAMPLE_BYTES = 20_000;

const pairSchema = z.tuple([z.number(), z.number()]);
const shareSchema = z.number().min(0).max(1);

export const shownDataSchema = z.discriminatedUnion('kind', [
  /** Numbers, with the true density where there is one, as `[x, p(x)]` in ascending x. */
  z.strictObject({
    kind: z.literal('points-1d'),
    values: z.array(z.number()).min(1),
    density: z.array(pairSchema),
  }),
  /** Points of the plane, with the true modes: Gaussians of one standard deviation, the same in all directions. */
  z.strictObject({
    kind: z.literal('points-2d'),
    points: z.array(pairSchema).min(1),
    modes: z.array(z.strictObject({ at: pairSchema, weight: shareSchema })).min(1),
    deviation: z.number().positive(),
  }),
  /** A response against one variable, and the line that is true on average. */
  z.strictObject({
    kind: z.literal('xy'),
    points: z.array(pairSchema).min(1),
    axes: z.strictObject({ x: z.string(), y: z.string() }),
    line: z.strictObject({ slope: z.number(), intercept: z.number() }),
  }),
  /** Words by rank of their true frequency, some of them (`ranks` ascending), how often each was drawn, and a piece of the draw. */
  z.strictObject({
    kind: z.literal('frequencies'),
    vocabulary: positiveSchema,
    ranks: z
      .array(
        z.strictObject({
          rank: positiveSchema,
          word: z.string(),
          frequency: shareSchema,
          drawn: z.int().nonnegative(),
        }),
      )
      .min(1),
    /** Different words in the whole draw. */
    alive: positiveSchema,
    tokens: z.array(z.string()).min(1),
  }),
  /** Text; a word outside the vocabulary reads `<unk>`. */
  z.strictObject({ kind: z.literal('sentences'), sentences: z.array(z.string()).min(1) }),
  /**
   * Square grey images in 16 shades, 0 the paper: row by row, two pixels a byte (the left one in the high four bits), in
   * base64.
   */
  z.strictObject({ kind: z.literal('images'), side: positiveSchema, images: z.array(z.base64()).min(1) }),
]);

export type ShownData = z.infer<typeof shownDataSchema>;
export type ShownKind = ShownData['kind'];
/** The data of one kind. */
export type ShownAs<Kind extends ShownKind> = Extract<ShownData, { kind: Kind }>;

export const realSampleSchema = z.strictObject({
  format: z.literal(REAL_SAMPLE_FORMAT),
  /** What writes it. */
  command: z.string(),
  benchmark: z.strictObject({ id: idSchema, version: positiveSchema, tier: tierSchema, params: paramsSchema }),
  /** The seed whose original data it shows: what every strategy's generation 0 is fitted to. */
  seed: positiveSchema,
  /** The random stream that draws them. */
  stream: z.string(),
  /** Units drawn (M); `data` shows some or all of them. */
  units: positiveSchema,
  data: shownDataSchema,
});

export type RealSample = z.infer<typeof realSampleSchema>;

/** Where a truth that moves has gone: x → shift + scale · x, where x of the plane is turned by the angle (radians) first. */
export interface Moved {
  /** `[dimension]` */
  readonly shift: readonly number[];
  readonly scale: number;
  readonly angle: number;
}

/** A number as a picture needs it: four significant digits. */
export function shownNumber(value: number): number {
  return Number(value.toPrecision(4));
}
