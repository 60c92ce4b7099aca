import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';

/** First 16 bytes of SHA-256("a") as little-endian int32: `python3 -c "import hashlib,struct;print(struct.unpack('<4i',hashlib.sha256(b'a').digest()[:16]))"` */
const STATE_OF_A = [310482890, -893576246, -1288584454, 1306272666];

/** xoroshiro128+ as Blackman & Vigna publish it (24, 16, 37), in 64-bit integers. */
function* xoroshiro128plus(state: readonly number[]): Generator<number> {
  const word = (high: number, low: number) => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  const rotate = (x: bigint, k: bigint) => BigInt.asUintN(64, (x << k) | (x >> (64n - k)));
  let s0 = word(state[0] as number, state[1] as number);
  let s1 = word(state[2] as number, state[3] as number);
  for (;;) {
    yield Number(BigInt.asIntN(32, s0 + s1));
    s1 ^= s0;
    s0 = rotate(s0, 24n) ^ s1 ^ BigInt.asUintN(64, s1 << 16n);
    s1 = rotate(s1, 37n);
  }
}

describe('Stream', () => {
  it('is xoroshiro128+ seeded with the SHA-256 of its path', () => {
    const stream = new Stream('a');
    const reference = xoroshiro128plus(STATE_OF_A);
    for (let i = 0; i < 100; i++) expect(stream.bits()).toBe(reference.next().value);
  });

  it('gives a child the same draws however much its parent was used', () => {
    const parent = new Stream('root');
    const before = parent.child('x').uniform();
    for (let i = 0; i < 10; i++) parent.normal();
    expect(parent.child('x').uniform()).toBe(before);
    expect(parent.child('y').uniform()).not.toBe(before);
    expect(parent.child('x/y').uniform()).toBe(parent.child('x').child('y').uniform());
  });

  it('draws uniforms with mean 1/2 and variance 1/12, normals with the moments of N(0, 1)', () => {
    const stream = new Stream('moments');
    const n = 200_000;
    let uniform = 0;
    const moments = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      uniform += stream.uniform();
      const x = stream.normal();
      for (let k = 0; k < 4; k++) moments[k] = (moments[k] as number) + x ** (k + 1) / n;
    }
    const standardErrors = [1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96)].map((deviation) => deviation / Math.sqrt(n));
    expect(Math.abs(uniform / n - 0.5)).toBeLessThan(4 / Math.sqrt(12 * n));
    [0, 1, 0, 3].forEach((expected, k) => {
      expect(Math.abs((moments[k] as number) - expected)).toBeLessThan(4 * (standardErrors[k] as number));
    });
  });

  it('chooses without replacement, every index equally often', () => {
    const counts = new Array<number>(10).fill(0);
    for (let trial = 0; trial < 20_000; trial++) {
      const chosen = new Stream(`choose/${trial}`).choose(10, 3);
      expect(new Set(chosen).size).toBe(3);
      for (const index of chosen) counts[index] = (counts[index] as number) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 6000) ** 2 / 6000, 0);
    // 99.99% quantile of χ² with 9 degrees of freedom (scipy: chi2.ppf(.9999, 9)).
    expect(chiSquare).toBeLessThan(33.72);
  });
});
