/** Apart from the metrics, because it loads linear algebra. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Eigenvalues of a covariance `[d, d]`, row-major, rising; what rounding puts below 0 is 0. `[d]` */
export function eigenvaluesOf(covariance: Float64Array, dimension: number): readonly number[] {
  if (dimension === 1) return [covariance[0] as number];
  const matrix = Matrix.from1DArray(dimension, dimension, covariance);
  return new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues.map((value) =>
    Math.max(value, 0),
  );
}
