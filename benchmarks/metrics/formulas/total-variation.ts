/** Total variation ½ Σ|p_i − q_i| of two distributions over the same categories `[k]`; range [0, 1]. */
export function totalVariation(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.abs((p[i] as number) - (q[i] as number));
  return sum / 2;
}
