/** How a world that moves lies to the truth that pages show, which is its own of generation 0: for pictures of samples. */
import type { Stream } from '../../numerics/stream.ts';
import type { Params } from '../../protocol/ids.ts';

/** x → shift + scale · x, where x of the plane is turned by the angle (radians) first. */
export interface Moved {
  /** `[dimension]` */
  readonly shift: readonly number[];
  readonly scale: number;
  readonly angle: number;
}

/** Where the truth of generation 0 lies at a later one, in the units of sample files. `rng`: the stream that the seed's world is drawn from */
export type WorldMotion = (params: Params, rng: Stream) => (generation: number) => Moved;
