/** What the collapse viewer shows. Plain JSON values; see index.ts. */

import type { Moved } from '#benchmarks/protocol/real-sample.ts';
import type { ImageSheet } from '../submissions/image-sheet.ts';
import type { Retold } from '../submissions/retold.ts';

/** What one generation's model drew, in the way in which it can be looked at; `moved`: where the truth lies by then, where it moves. */
export type SampleFrame = { readonly generation: number } & (
  | { readonly kind: 'values'; readonly values: readonly number[]; readonly moved?: Moved }
  /** Points of the plane; for a regression the first variable and the response. */
  | { readonly kind: 'points'; readonly points: readonly (readonly [number, number])[]; readonly moved?: Moved }
  /** `[true rank from 0, how often it was drawn]`, the commonest first. */
  | { readonly kind: 'words'; readonly drawn: number; readonly words: readonly (readonly [number, number])[] }
  /**
   * Ten texts of at most 400 characters, as pieces with whether they belong to a repeated phrase; the share of repeated
   * phrases of all samples kept.
   */
  | {
      readonly kind: 'sentences';
      readonly sentences: readonly (readonly (readonly [string, boolean])[])[];
      readonly repeated: number;
    }
  /**
   * What is told of the same people in every generation, as pieces with whether the first generation told it otherwise; the share of all
   * texts that it did.
   */
  | ({ readonly kind: 'statements' } & Retold)
  /** Images as one sheet; the share of it that is ink, and how much a pixel varies between images (standard deviation), in [0, 1]. */
  | ({ readonly kind: 'images'; readonly ink: number; readonly deviation: number } & ImageSheet)
);

/** A metric of the seed that is shown. */
export interface FrameMetric {
  readonly metric: string;
  readonly name: string;
  readonly unit: string;
  /** Whether the run measured it: one from before the metric came did not, and has no values. */
  readonly measured: boolean;
  /** By generation from 0; null where it has no value. */
  readonly values: readonly (number | null)[];
}

export interface FramesView {
  /** The submission. */
  readonly id: string;
  readonly spec: string;
  readonly benchmark: string;
  /** Of the benchmark's protocol. */
  readonly version: number;
  readonly seed: number;
  readonly digest: string;
  /** By generation, those of which samples are kept. */
  readonly frames: readonly SampleFrame[];
  /** Where only excerpts are kept, of a few generations: the command that makes all samples again, on demand. */
  readonly madeAgain: string | null;
  readonly metrics: readonly FrameMetric[];
}
