/** Where a loss comes from, as `heirloom attribute --json` prints it and pages show it. */
import type { ErrorKind } from './card.ts';
import type { Params } from './ids.ts';

export interface Part {
  /** Mean over seeds, in units of the primary metric. Below 0 where turning the knob makes matters worse. */
  readonly value: number;
  /** 95%, Student's t over seeds; null with one seed. */
  readonly interval: readonly [low: number, high: number] | null;
}

export interface Attribution {
  /** v(none): the primary metric's average over generations 1 to G, as it is. */
  readonly whole: Part;
  /** φ of each error; exactly 0 for one that no knob takes away. They sum to v(none) − v(all). */
  readonly parts: Readonly<Record<ErrorKind, Part>>;
  /** v(all): what all knobs together leave. */
  readonly left: Part;
}

/** An error with what its knob sets, or with the reason why there is none to turn. */
export type KnobHere =
  | { readonly error: ErrorKind; readonly words: string; readonly set: Params }
  | { readonly error: ErrorKind; readonly none: string };

export interface AttributionResult {
  /** `id@version` */
  readonly benchmark: string;
  readonly tier: string;
  readonly metric: string;
  readonly unit: string;
  readonly generations: number;
  readonly seeds: number;
  readonly params: Params;
  readonly knobs: readonly KnobHere[];
  readonly strategy: { readonly spec: string } & Attribution;
  readonly oracle: Attribution;
}
