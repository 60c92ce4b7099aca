/** How the ring of `gmm-drift` turns. */
import type { Batch } from '../../numerics/batch.ts';
import type { Mixture2d } from '../../numerics/mixture-2d.ts';
import type { Stream } from '../../numerics/stream.ts';
import { similarity } from '../shared/frame.ts';
import { type WorldMotion, worldOf } from '../shared/motion.ts';
import { card } from './card.ts';

/** A tenth of the angle between two modes, radians: at generation 10 each mode lies where its neighbour lay. */
export const TURN = Math.PI / 40;

const ORIGIN = new Float64Array(2);

/** The way round of a seed's own: 1 or −1. */
export const drawWay = (world: Stream): number => (world.child('way').uniform() < 0.5 ? 1 : -1);

export const motion: WorldMotion = (_params, seed) => {
  const way = drawWay(worldOf(card, seed));
  return (generation) => ({ shift: [0, 0], scale: 1, angle: way * TURN * generation });
};

/** Points of the ring of generation 0, turned to where it is at a generation. `way`: 1 or −1 */
export function turned(batch: Batch, way: number, generation: number): Batch {
  return similarity(ORIGIN, 1, way * TURN * generation).toWorld(batch);
}

/** And back. */
export function turnedBack(batch: Batch, way: number, generation: number): Batch {
  return similarity(ORIGIN, 1, way * TURN * generation).toUnits(batch);
}

/** A model as it lies to the ring of a generation. */
export function relativeTo({ weights, means, covariances }: Mixture2d, way: number, generation: number): Mixture2d {
  const angle = way * TURN * generation;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const own = { weights, means: new Float64Array(means.length), covariances: new Float64Array(covariances.length) };
  for (let j = 0; j < weights.length; j++) {
    const [x, y] = means.subarray(2 * j, 2 * j + 2) as unknown as [number, number];
    own.means.set([c * x + s * y, c * y - s * x], 2 * j);
    const [xx, xy, yy] = covariances.subarray(3 * j, 3 * j + 3) as unknown as [number, number, number];
    const across = c * s * (yy - xx) + (c * c - s * s) * xy;
    own.covariances.set(
      [c * c * xx + 2 * c * s * xy + s * s * yy, across, s * s * xx - 2 * c * s * xy + c * c * yy],
      3 * j,
    );
  }
  return own;
}
