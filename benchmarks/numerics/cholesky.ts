/** Cholesky factorisation of small symmetric positive definite matrices, and what it solves. Matrices are row-major. */

/** A pivot smaller than this share of its diagonal entry means that the matrix is singular to working precision. */
const SINGULAR = 1e-13;

/** Lower factor L of A = L·Lᵀ `[d, d]`; null where A is not positive definite to working precision. */
export function choleskyFactor(matrix: Float64Array, d: number): Float64Array | null {
  const lower = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let sum = matrix[i * d + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * d + k] as number) * (lower[j * d + k] as number);
      if (i > j) lower[i * d + j] = sum / (lower[j * d + j] as number);
      else if (sum > SINGULAR * (matrix[j * d + j] as number) && sum < Number.POSITIVE_INFINITY)
        lower[j * d + j] = Math.sqrt(sum);
      else return null;
    }
  }
  return lower;
}

/** Solves L·Lᵀ·x = b for x `[d]`. */
export function choleskySolve(lower: Float64Array, b: ArrayLike<number>): Float64Array {
  const d = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < d; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * d + k] as number) * (x[k] as number);
    x[i] = sum / (lower[i * d + i] as number);
  }
  for (let i = d - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < d; k++) sum -= (lower[k * d + i] as number) * (x[k] as number);
    x[i] = sum / (lower[i * d + i] as number);
  }
  return x;
}

/** tr(A⁻¹·B) for symmetric B `[d, d]`, A = L·Lᵀ. */
export function traceOfSolved(lower: Float64Array, matrix: Float64Array, d: number): number {
  let trace = 0;
  for (let j = 0; j < d; j++) trace += choleskySolve(lower, matrix.subarray(j * d, (j + 1) * d))[j] as number;
  return trace;
}
