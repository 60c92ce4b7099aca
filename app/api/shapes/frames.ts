/** What the collapse viewer shows: leaderboard/views/frames.ts as schemas. */
import { z } from 'zod';
import { sha256Schema } from '#benchmarks/protocol/ids.ts';
import type { Moved } from '#benchmarks/protocol/real-sample.ts';
import type { FramesView, SampleFrame } from '#leaderboard/views/index.ts';
import { count, numberOrNull, shape, share, submissionId } from './shape.ts';

const pair = z.tuple([z.number(), z.number()]);
const moved = shape<Moved>()(
  'Moved',
  'Where the truth that moves lies by a generation, x → shift + scale · x of where it lay at generation 0, points of the plane turned by the angle (radians) first.',
  z.strictObject({ shift: z.array(z.number()), scale: z.number().positive(), angle: z.number() }),
);

const sampleFrame = shape<SampleFrame>()(
  'SampleFrame',
  'What one generation’s model drew: at most 300 values or points, words as [true rank from 0, how often], ten texts in pieces, what is told of at most ten people in pieces, or images as one PNG in base64.',
  z.discriminatedUnion('kind', [
    z.strictObject({
      generation: count,
      kind: z.literal('values'),
      values: z.array(z.number()),
      moved: moved.exactOptional(),
    }),
    z.strictObject({
      generation: count,
      kind: z.literal('points'),
      points: z.array(pair),
      moved: moved.exactOptional(),
    }),
    z.strictObject({ generation: count, kind: z.literal('words'), drawn: count, words: z.array(pair) }),
    z.strictObject({
      generation: count,
      kind: z.literal('sentences'),
      sentences: z.array(z.array(z.tuple([z.string(), z.boolean()]))),
      repeated: share,
    }),
    z.strictObject({
      generation: count,
      kind: z.literal('statements'),
      changed: share,
      subjects: z.array(
        z.strictObject({ name: z.string(), texts: z.array(z.array(z.tuple([z.string(), z.boolean()]))) }),
      ),
    }),
    z.strictObject({
      generation: count,
      kind: z.literal('images'),
      ink: share,
      deviation: share,
      images: count,
      width: count,
      height: count,
      png: z.base64(),
    }),
  ]),
);

export const frames = shape<FramesView>()(
  'Frames',
  'Samples of one seed by generation, at most 501 of them, with the metrics that stand beside them.',
  z.strictObject({
    id: submissionId,
    spec: z.string(),
    benchmark: z.string(),
    version: z.int().min(1),
    seed: count,
    digest: sha256Schema,
    frames: z.array(sampleFrame).max(501),
    madeAgain: z.string().nullable(),
    metrics: z.array(
      z.strictObject({
        metric: z.string(),
        name: z.string(),
        unit: z.string(),
        measured: z.boolean(),
        values: z.array(numberOrNull),
      }),
    ),
  }),
);
