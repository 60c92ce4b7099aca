/** How many dimensions a table of scores has: the principal components of strategies' scores over benchmarks. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * The share of the whole variance that each principal component explains, largest first; they sum to 1. Columns are centred, not scaled:
 * scores have one unit, points of gap closed, in every column. With `scaled` each column has variance 1 first (components of the
 * correlation). Jolliffe, *Principal Component Analysis*, 2002, sections 2.1 and 2.3.
 * @param rows `[strategies, benchmarks]`, at least 2 by 1, finite
 * @returns `[benchmarks]`
 * @throws RangeError for a smaller table, rows of different lengths, a value that is not finite, and where nothing varies (with
 *   `scaled`: in some column)
 */
export function principalShares(rows: readonly (readonly number[])[], scaled = false): number[] {
  const width = rows[0]?.length ?? 0;
  if (rows.length < 2 || width < 1)
    throw new RangeError(`Received a table of ${rows.length} × ${width}; expected at least 2 × 1.`);
  if (rows.some((row) => row.length !== width || !row.every(Number.isFinite)))
    throw new RangeError(`Received rows of other lengths than ${width}, or values that are not finite numbers.`);
  const centred = Matrix.columnVector(rows.map(() => 1)).mmul(Matrix.rowVector(columnMeans(rows)));
  const deviations = Matrix.sub(new Matrix(rows.map((row) => [...row])), centred);
  if (scaled) {
    for (let column = 0; column < width; column++) {
      const norm = Math.sqrt(deviations.getColumn(column).reduce((sum, x) => sum + x * x, 0));
      if (norm === 0) throw new RangeError(`Nothing varies in column ${column}: it can't be scaled.`);
      deviations.mulColumn(column, 1 / norm);
    }
  }
  const { realEigenvalues } = new EigenvalueDecomposition(deviations.transpose().mmul(deviations), {
    assumeSymmetric: true,
  });
  // Rounding can leave a vanishing one below 0.
  const spread = realEigenvalues.map((value) => Math.max(0, value)).sort((a, b) => b - a);
  const total = spread.reduce((sum, value) => sum + value, 0);
  if (total === 0) throw new RangeError('Nothing varies between the rows: there are no components.');
  return spread.map((value) => value / total);
}

function columnMeans(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, column) => rows.reduce((sum, row) => sum + (row[column] as number), 0) / rows.length);
}
