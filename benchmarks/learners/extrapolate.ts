/** Steps away from one set of parameters, from another: what learners with the capability `extrapolation` share. */

/** (1 + weight)·a − weight·b of arrays of one length. */
export function stepAway(a: Float64Array, b: Float64Array, weight: number): Float64Array {
  return a.map((value, i) => value + weight * (value - (b[i] as number)));
}

/** The same of probabilities: what falls below 0 becomes 0, and the rest is normalised. There is a rest: before, all sum to 1. */
export function stepAwayShares(a: Float64Array, b: Float64Array, weight: number): Float64Array {
  const shares = stepAway(a, b, weight).map((share) => Math.max(0, share));
  let total = 0;
  for (let i = 0; i < shares.length; i++) total += shares[i] as number;
  return shares.map((share) => share / total);
}
