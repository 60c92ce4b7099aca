/** Doubles in planes of bytes come back bit for bit. */
import { describe, expect, it } from 'vitest';
import { packColumn, packedBytes, unpackColumn } from '#benchmarks/bundle/light/columns.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const EXTREMES = [0, -0, 5e-324, -5e-324, 2 ** -1022, Number.MAX_VALUE, -Number.MAX_VALUE, Number.EPSILON, 1 / 3, 1];

/** Of every exponent and sign. */
function anyDoubles(count: number): number[] {
  const rng = new Stream('light/columns');
  const view = new DataView(new ArrayBuffer(8));
  const values: number[] = [];
  while (values.length < count) {
    for (let byte = 0; byte < 8; byte++) view.setUint8(byte, Math.floor(rng.uniform() * 256));
    if (Number.isFinite(view.getFloat64(0))) values.push(view.getFloat64(0));
  }
  return values;
}

const repeated = (count: number, distinct: number): number[] =>
  Array.from({ length: count }, (_, index) => ((index * 7919) % distinct) / 1000);

describe.each(['plain', 'distinct'] as const)('a %s column', (packing) => {
  it.each<[string, readonly number[]]>([
    ['of none', []],
    ['of extremes', [...EXTREMES, ...EXTREMES]],
    ['of any', anyDoubles(1000)],
    ['of 256 distinct values', repeated(3000, 256)],
    ['of 257 distinct values', repeated(3000, 257)],
    ['of more than 65,536 distinct values', repeated(70_000, 66_000)],
  ])('%s', (_, values) => {
    const packed = packColumn(Float64Array.from(values), packing);
    expect(packed.bytes).toHaveLength(packedBytes(values.length, packed.distinct));
    const back = unpackColumn(packed, values.length);
    expect([...back].every((value, index) => Object.is(value, values[index]))).toBe(true);
    expect(back).toHaveLength(values.length);
  });
});

it('an index past the distinct values is refused', () => {
  const { bytes, distinct } = packColumn(Float64Array.of(1, 2, 1), 'distinct');
  bytes[bytes.length - 1] = 2;
  expect(() => unpackColumn({ bytes, distinct }, 3)).toThrow(RangeError);
});
