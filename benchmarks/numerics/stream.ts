/**
 * Derived random streams. There is no global generator: a stream is named by a path, and its state is the SHA-256 of that
 * path, so a new consumer never shifts another's draws.
 *
 * Whoever is handed a stream can draw from it and derive streams below it, and no others: from the path of one stream that of
 * the real data could be guessed, so the path is not to be read from a stream, nor a stream's constructor reached from it.
 */
import { createHash } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Reads the path of a stream; set where the class is, which alone can. */
let readPath: (stream: Stream) => string;

const TWO_POW_MINUS_53 = 1 / 9007199254740992;

export class Stream {
  readonly #path: string;
  readonly #generator: RandomGenerator;
  #spareNormal: number | null = null;

  static {
    readPath = (stream) => stream.#path;
  }

  constructor(path: string) {
    this.#path = path;
    const hash = createHash('sha256').update(path).digest();
    this.#generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => hash.readInt32LE(offset)));
  }

  /** A stream of its own, independent of how much was drawn from this one: `rng.child('seed/7/gen/3/sample')`. */
  child(path: string): Stream {
    return new Stream(`${this.#path}/${path}`);
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

// Strategies hold streams of the same class as the harness: neither it nor its methods are theirs to take or to change.
Object.defineProperty(Stream.prototype, 'constructor', { value: Object });
Object.freeze(Stream.prototype);

/** The path that names a stream: for those who made it and for tests. */
export const pathOf = (stream: Stream): string => readPath(stream);
