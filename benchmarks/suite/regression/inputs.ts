/** Where the inputs of regression come from. */
import type { Inputs } from '../../learners/linear-model.ts';
import type { Stream } from '../../numerics/stream.ts';

/** New inputs x ~ N(0, I) every time. */
export function freshInputs(dimension: number): Inputs {
  return {
    dimension,
    draw(units, rng) {
      const values = new Float64Array(units * dimension);
      for (let i = 0; i < values.length; i++) values[i] = rng.normal();
      return values;
    },
  };
}

/**
 * One design of `size` inputs, drawn once a seed and kept for every draw. A draw of `size` takes all of it in order; a
 * shorter one takes a random subset without replacement; a longer one takes whole copies and a random subset for the rest.
 */
export function fixedInputs(dimension: number, size: number, rng: Stream): Inputs {
  const design = freshInputs(dimension).draw(size, rng);
  return {
    dimension,
    draw(units, stream) {
      const values = new Float64Array(units * dimension);
      const whole = Math.floor(units / size);
      for (let copy = 0; copy < whole; copy++) values.set(design, copy * design.length);
      const rest = units - whole * size;
      const chosen = stream.choose(size, rest);
      for (let i = 0; i < rest; i++) {
        const from = (chosen[i] as number) * dimension;
        values.set(design.subarray(from, from + dimension), (whole * size + i) * dimension);
      }
      return values;
    },
  };
}
