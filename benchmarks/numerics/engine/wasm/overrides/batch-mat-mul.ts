import type { Override } from '../overrides.ts';

/** BatchMatMul by our matrix product: fast for transposed and for batched operands too, as every backward pass has them. */
export const batchMatMul: Override =
  ({ tf, heap, kernels }) =>
  ({ inputs, attrs }) => {
    const { a, b } = inputs;
    const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
    if (a === undefined || b === undefined || a.dtype !== 'float32' || b.dtype !== 'float32')
      throw new RangeError(`Received ${a?.dtype} × ${b?.dtype}; BatchMatMul needs float32 × float32.`);
    const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
    const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
    const m = transposeA ? columnsA : rowsA;
    const k = transposeA ? rowsA : columnsA;
    const n = transposeB ? rowsB : columnsB;
    if (k !== (transposeB ? columnsB : rowsB))
      throw new RangeError(`Received [${a.shape}] × [${b.shape}]; the inner dimensions differ.`);

    const batchA = a.shape.slice(0, -2);
    const batchB = b.shape.slice(0, -2);
    const batch = tf.broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
    const out = heap.output([...batch, m, n], 'float32');
    const [pa, pb, pc] = [heap.address(a), heap.address(b), heap.address(out)];
    const placesA = broadcastPlaces(batchA, batch);
    const placesB = broadcastPlaces(batchB, batch);
    for (let i = 0; i < placesA.length; i++) {
      kernels.product({
        ...{ transposeA, transposeB, m, n, k, lda: columnsA, ldb: columnsB },
        a: pa + 4 * rowsA * columnsA * (placesA[i] as number),
        b: pb + 4 * rowsB * columnsB * (placesB[i] as number),
        c: pc + 4 * m * n * i,
      });
    }
    return out;
  };

/** For every element of `shape` in order, the place of the element of `own` that is broadcast to it. */
function broadcastPlaces(own: number[], shape: number[]): number[] {
  let places = [0];
  let ownStride = 1;
  let stride = 1;
  // From the last dimension to the first, the places within it repeated for every index before.
  for (let d = 1; d <= shape.length; d++) {
    const size = shape[shape.length - d] as number;
    const ownSize = own[own.length - d] ?? 1;
    const step = ownSize === 1 ? 0 : ownStride;
    places = Array.from(
      { length: stride * size },
      (_, i) => (places[i % stride] as number) + step * Math.floor(i / stride),
    );
    stride *= size;
    ownStride *= ownSize;
  }
  return places;
}
