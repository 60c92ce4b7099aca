/** How far a sample mean is from what a law says, in standard errors. */
export function zScore(values: readonly number[], expected: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return (mean - expected) / Math.sqrt(squares / (values.length - 1) / values.length);
}
