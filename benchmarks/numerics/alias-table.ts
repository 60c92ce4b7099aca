/** Draws from a categorical distribution in constant time: Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE TSE 17 (1991). */
import type { Stream } from './stream.ts';

export class AliasTable {
  /** Share of column i that belongs to category i; the rest is its alias's. `[n]` */
  readonly #share: Float64Array;
  readonly #alias: Int32Array;

  /** @param weights non-negative, not all zero `[n]`; a category of weight 0 is never drawn */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    let total = 0;
    for (let i = 0; i < n; i++) total += weights[i] as number;
    if (!(total > 0 && Number.isFinite(total)))
      throw new RangeError(`Weights of a distribution add up to ${total}, expected more than 0.`);
    const share = Float64Array.from({ length: n }, (_, i) => ((weights[i] as number) * n) / total);
    const alias = Int32Array.from({ length: n }, (_, i) => i);
    const small: number[] = [];
    const large: number[] = [];
    let heaviest = 0;
    for (let i = 0; i < n; i++) {
      if ((weights[i] as number) > (weights[heaviest] as number)) heaviest = i;
      ((share[i] as number) < 1 ? small : large).push(i);
    }
    while (small.length > 0 && large.length > 0) {
      const less = small.pop() as number;
      const more = large[large.length - 1] as number;
      alias[less] = more;
      share[more] = (share[more] as number) + (share[less] as number) - 1;
      if ((share[more] as number) < 1) small.push(large.pop() as number);
    }
    // What rounding left over is full, unless its weight is 0: then nothing of it may be drawn.
    for (const i of [...small, ...large]) {
      if ((weights[i] as number) > 0) share[i] = 1;
      else alias[i] = heaviest;
    }
    this.#share = share;
    this.#alias = alias;
  }

  /** Draws a category, 0…n−1, from one uniform number: its whole part picks the column, the rest picks within it. */
  draw(rng: Stream): number {
    const scaled = rng.uniform() * this.#share.length;
    const column = Math.floor(scaled);
    return scaled - column < (this.#share[column] as number) ? column : (this.#alias[column] as number);
  }
}
