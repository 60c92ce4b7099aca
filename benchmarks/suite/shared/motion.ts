/** How a world that moves lies to the truth that pages show, which is its own of generation 0: for pictures of samples. */
import { seedRoot, worldStream } from '../../numerics/seed-streams.ts';
import { Stream } from '../../numerics/stream.ts';
import type { Params } from '../../protocol/ids.ts';
import type { Moved } from '../../protocol/real-sample.ts';
import type { Versioned } from '../manifests.ts';

/** Where the truth of generation 0 lies at a later one of a seed, in the units of sample files. */
export type WorldMotion = (params: Params, seed: number) => (generation: number) => Moved;

/** What a seed's world is drawn from. */
export const worldOf = ({ id, version }: Versioned, seed: number): Stream =>
  worldStream(new Stream(seedRoot(`${id}@${version}`, seed)));
