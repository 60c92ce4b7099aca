/** Sample files of rows, as the runner writes them. */
import { dump, load } from 'npyjs';

export interface Matrix {
  /** Row by row: float64, of pictures bytes. */
  readonly values: Float64Array | Uint8Array;
  readonly count: number;
  readonly width: number;
}

/** @param bytes of a `.npy` file @throws TypeError where it holds another type of numbers */
export async function readMatrix(bytes: Uint8Array): Promise<Matrix> {
  const { data, shape } = await load(new Uint8Array(bytes));
  const [count = 0, width = 0] = shape;
  if (!(data instanceof Float64Array || data instanceof Uint8Array))
    throw new TypeError(`A sample file holds ${data.constructor.name}; expected Float64Array or Uint8Array.`);
  return { values: data, count, width };
}

/** The first rows of a matrix, again and again. @param rows how many of them @param times how often */
export function writeRows({ values, width }: Matrix, rows: number, times = 1): Uint8Array {
  const block = values.subarray(0, rows * width);
  const repeated =
    values instanceof Uint8Array ? new Uint8Array(times * block.length) : new Float64Array(times * block.length);
  for (let copy = 0; copy < times; copy++) repeated.set(block, copy * block.length);
  return new Uint8Array(dump(repeated, [times * rows, width]));
}
