/** How the world of `gaussian-drift` moves: in units of its scale at generation 0. */
import type { Gaussian } from '../../learners/gaussian.ts';
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { type WorldMotion, worldOf } from '../shared/motion.ts';
import { card } from './card.ts';
import { STEP, scaleAt } from './speed.ts';

/** A direction of a seed's own, uniform: ±1 on a line. Unit vector `[d]` */
export function drawDirection(dimension: number, world: Stream): Float64Array {
  const rng = world.child('direction');
  const normals = Float64Array.from({ length: dimension }, () => rng.normal());
  const length = Math.hypot(...normals);
  return normals.map((value) => value / length);
}

export const motion: WorldMotion = ({ dimension }, seed) => {
  const direction = drawDirection(Number(dimension), worldOf(card, seed));
  return (generation) => ({ shift: [...locationAt(direction, generation)], scale: scaleAt(generation), angle: 0 });
};

/** Where the world lies at a generation, a coordinate. `direction`: unit vector `[d]` */
export function locationAt(direction: Float64Array, generation: number): Float64Array {
  return direction.map((part) => STEP * generation * part);
}

/** Examples of N(0, I) in the world of a generation; the batch's own array is rewritten. */
export function moved(batch: Batch, direction: Float64Array, generation: number): Batch {
  const location = locationAt(direction, generation);
  const { values, width } = batch.rowData;
  for (let i = 0; i < values.length; i++)
    values[i] = (location[i % width] as number) + scaleAt(generation) * (values[i] as number);
  return batch;
}

/** And back: a copy in units of the world of a generation. */
export function unmoved(batch: Batch, direction: Float64Array, generation: number): Batch {
  const location = locationAt(direction, generation);
  const { values, width } = batch.rowData;
  return Batch.rows(
    values.map((value, i) => (value - (location[i % width] as number)) / scaleAt(generation)),
    width,
  );
}

/** A model in units of the world of a generation. */
export function relativeTo(model: Gaussian, direction: Float64Array, generation: number): Gaussian {
  const location = locationAt(direction, generation);
  const scale = scaleAt(generation);
  return {
    mean: model.mean.map((value, j) => (value - (location[j] as number)) / scale),
    covariance: model.covariance.map((value) => value / (scale * scale)),
    factor: model.factor.map((value) => value / scale),
  };
}
