import { expect, it } from 'vitest';
import { Batch } from '#benchmarks/numerics/batch.ts';
import { drawWithoutReplacement } from '#benchmarks/numerics/draw.ts';
import { originsOf, stamp } from '#benchmarks/numerics/origins.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';

const images = () => Batch.pixels(Uint8Array.of(1, 2, 3, 4, 5, 6), 2);

it('counts images as units', () => {
  expect(images()).toMatchObject({ count: 3, units: 3, weights: null });
  expect(images().unitsOf(1)).toBe(1);
  expect([...images().image(2)]).toEqual([5, 6]);
});

it('takes, filters, cuts and joins them in bytes, with origins and weights', () => {
  const stamped = stamp(images(), 4).withWeights(Float64Array.of(1, 2, 3));
  const taken = stamped.take([2, 0, 2]);
  expect(taken.pixelData.values).toEqual(Uint8Array.of(5, 6, 1, 2, 5, 6));
  expect([...(taken.weights ?? [])]).toEqual([3, 1, 3]);
  expect(stamped.filter((i) => i === 1).pixelData.values).toEqual(Uint8Array.of(3, 4));
  expect(stamped.head(2).pixelData.values).toEqual(Uint8Array.of(1, 2, 3, 4));
  expect(stamped.head(9)).toBe(stamped);
  const joined = Batch.concat([stamp(images(), 1), stamped]);
  expect(joined.pixelData.values).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6));
  expect([...originsOf(joined)]).toEqual([1, 1, 1, 4, 4, 4]);
  expect([...(joined.weights ?? [])]).toEqual([1, 1, 1, 1, 2, 3]);
  const drawn = drawWithoutReplacement(stamped, 3, new Stream('draw'));
  expect([...drawn.pixelData.values].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('keeps kinds and widths apart', () => {
  expect(() => images().rowData).toThrow('Expected a batch of rows, received pixels.');
  expect(() => Batch.rows(Float64Array.of(1), 1).pixelData).toThrow('received rows');
  expect(() => Batch.concat([images(), Batch.pixels(Uint8Array.of(1, 2, 3), 3)])).toThrow('different shapes');
  expect(() => Batch.concat([images(), Batch.rows(Float64Array.of(1, 2), 2)])).toThrow('different shapes');
});
