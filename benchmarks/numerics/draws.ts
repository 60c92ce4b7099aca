/** Random numbers from a generator's state: what a stream draws, whoever named it. */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const TWO_POW_MINUS_53 = 1 / 9007199254740992;

export class Draws {
  readonly #generator: RandomGenerator;
  #spareNormal: number | null = null;

  /** @param state of xoroshiro128+: four 32-bit integers, not all 0 */
  constructor(state: readonly number[]) {
    this.#generator = xoroshiro128plusFromState(state);
  }

  /** A 32-bit signed integer, uniform. */
  bits(): number {
    return this.#generator.next();
  }

  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.#generator.next() >>> 5;
    const low = this.#generator.next() >>> 6;
    return (high * 67108864 + low) * TWO_POW_MINUS_53;
  }

  /** Uniform integer on [0, n), unbiased for n up to 2^32 (rejection). */
  int(n: number): number {
    const limit = 4294967296 - (4294967296 % n);
    let x = this.#generator.next() >>> 0;
    while (x >= limit) x = this.#generator.next() >>> 0;
    return x % n;
  }

  /** Standard normal (Marsaglia's polar method, 1964). */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const factor = Math.sqrt((-2 * Math.log(s)) / s);
        this.#spareNormal = v * factor;
        return u * factor;
      }
    }
  }

  /** Independent draws from N(0, deviation²), rounded to 32 bits. `[length]` */
  normals(length: number, deviation = 1): Float32Array {
    const draws = new Float32Array(length);
    for (let i = 0; i < length; i++) draws[i] = deviation * this.normal();
    return draws;
  }

  /** Chooses k of the indices 0…n−1 without replacement, in random order (partial Fisher–Yates). */
  choose(n: number, k: number): Int32Array {
    const indices = new Int32Array(n);
    for (let i = 0; i < n; i++) indices[i] = i;
    for (let i = 0; i < k; i++) {
      const j = i + this.int(n - i);
      const swap = indices[i] as number;
      indices[i] = indices[j] as number;
      indices[j] = swap;
    }
    return indices.subarray(0, k);
  }
}

// Strategies hold what is made of this class: neither it nor its methods are theirs to take or to change.
Object.defineProperty(Draws.prototype, 'constructor', { value: Object });
Object.freeze(Draws.prototype);
