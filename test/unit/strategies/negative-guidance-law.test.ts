/** What negative guidance does to the log-variance of a Gaussian (derived in the strategy's README), against an integral done here. */
import { expect, test } from 'vitest';
import { meanLogChiSquareRatio } from '#benchmarks/numerics/law-factors.ts';
import { isNightly } from '../../support/power.ts';
import { metricAt, runSeeds } from '../../support/run-seeds.ts';
import { zScore } from '../../support/z-score.ts';

const M = 100;

/** ln Γ(n/2) for whole n. */
const logGammaOfHalf = (n: number): number =>
  n === 1 ? 0.5 * Math.log(Math.PI) : n === 2 ? 0 : Math.log(n / 2 - 1) + logGammaOfHalf(n - 2);

/** −E ln(1 + ω − ω/X), X a mean square of `degrees` standard normals: by the trapezoidal rule. */
function meanLogGuided(weight: number, degrees: number): number {
  const [from, to, steps] = [weight / (1 + weight) + 1e-6, 3, 20_000];
  const constant = -(degrees / 2) * Math.log(2) - logGammaOfHalf(degrees);
  let sum = 0;
  for (let i = 1; i < steps; i++) {
    const x = from + ((to - from) * i) / steps;
    const square = degrees * x;
    const density = degrees * Math.exp(constant + (degrees / 2 - 1) * Math.log(square) - square / 2);
    sum -= density * Math.log(1 + weight - weight / x);
  }
  return (sum * (to - from)) / steps;
}

test.each([0.2, 0.4, 0.5])('ω = %d: E ln σ² drifts by the fit’s and the guidance’s part', async (weight) => {
  const outcomes = await runSeeds('gaussian', `negative-guidance:weight=${weight}`, {
    seeds: isNightly ? 600 : 100,
    generations: 6,
    set: { sampleSize: M },
  });
  const fit = meanLogChiSquareRatio(M - 1);
  const guided = meanLogGuided(weight, M - 1);
  for (const generation of [0, 1, 3, 6]) {
    const logs = metricAt(outcomes, 'variance-ratio', generation).map(Math.log);
    const expected = (generation + 1) * fit + generation * guided;
    expect(Math.abs(zScore(logs, expected)), `generation ${generation}`).toBeLessThan(4);
  }
});

test('the two parts cancel near ω = √2 − 1, which is where (2ω + ω²)/M is 1/M', () => {
  const drift = (weight: number) => meanLogChiSquareRatio(M - 1) + meanLogGuided(weight, M - 1);
  expect(Math.abs(drift(0.4))).toBeLessThan(0.03 / M);
  expect(drift(Math.SQRT2 - 1)).toBeLessThan(0.05 / M);
  expect(drift(0.3)).toBeLessThan(-0.25 / M);
  // Python: the same sum with math.lgamma and 200,000 steps from 0.34 to 2.5.
  expect(meanLogGuided(0.4, M - 1)).toBeCloseTo(0.010120453, 7);
});
