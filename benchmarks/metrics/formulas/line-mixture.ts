/** What the metrics of `gaussian` are for a mixture on the line, against N(0, 1). */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { density, type LineMixture, massBelow } from '../../numerics/line-mixture.ts';
import { ESCAPE_MASS, TAIL_EDGE } from './gaussian.ts';

/** Integrals over z ~ N(0, 1) are trapezoids over [−6, 6], outside of which lies a mass of 2·10⁻⁹. */
const EDGE = 6;
const STEP = 1 / 16;

const normalPdf = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** ∫(F⁻¹(Φ(z)) − z)² φ(z) dz: the squared 2-Wasserstein distance on the line. */
export function mixtureSquaredW2(model: LineMixture): number {
  const mirrored = { ...model, means: model.means.map((mean) => -mean) };
  return integrated((z) => {
    // The upper half from above: masses near 1 have no digits left.
    const x = z <= 0 ? quantile(model, normalCdf(z, 0, 1)) : -quantile(mirrored, normalCdf(-z, 0, 1));
    return (x - z) * (x - z) * normalPdf(z);
  });
}

/** KL(model ‖ N(0, 1)) in nats, component by component: Σ wₖ E[ln q(x) − ln p(x)] with x ~ N(μₖ, σₖ²). */
export function mixtureKl(model: LineMixture): number {
  const { weights, means, deviations } = model;
  return weights.reduce((sum, weight, k) => {
    const [mean, deviation] = [means[k] as number, deviations[k] as number];
    const expected = integrated((z) => {
      const x = mean + deviation * z;
      return normalPdf(z) * (Math.log(density(model, x)) + 0.5 * (Math.log(2 * Math.PI) + x * x));
    });
    return sum + weight * expected;
  }, 0);
}

/** Squared mean. */
export function mixtureMeanError({ weights, means }: LineMixture): number {
  const mean = weights.reduce((sum, weight, k) => sum + weight * (means[k] as number), 0);
  return mean * mean;
}

/** Variance, in units of the truth's. */
export function mixtureVariance(model: LineMixture): number {
  const { weights, means, deviations } = model;
  const second = weights.reduce((sum, weight, k) => {
    const [mean, deviation] = [means[k] as number, deviations[k] as number];
    return sum + weight * (mean * mean + deviation * deviation);
  }, 0);
  return second - mixtureMeanError(model);
}

/** Mass outside the truth's central 99%. */
export function mixtureTailMass(model: LineMixture): number {
  const mirrored = { ...model, means: model.means.map((mean) => -mean) };
  return massBelow(model, -TAIL_EDGE) + massBelow(mirrored, -TAIL_EDGE);
}

/** The truth's mass outside the model's central 99%. */
export function mixtureCentralEscape(model: LineMixture): number {
  const mirrored = { ...model, means: model.means.map((mean) => -mean) };
  return normalCdf(quantile(model, ESCAPE_MASS / 2), 0, 1) + normalCdf(quantile(mirrored, ESCAPE_MASS / 2), 0, 1);
}

function integrated(value: (z: number) => number): number {
  let sum = 0;
  for (let z = -EDGE; z <= EDGE; z += STEP) sum += value(z) * (Math.abs(z) === EDGE ? STEP / 2 : STEP);
  return sum;
}

/** Where the mass below is `p` ∈ (0, 1): by bisection between the components' own bounds. */
function quantile(model: LineMixture, p: number): number {
  const { means, deviations } = model;
  let low = Math.min(...means.map((mean, k) => mean - 40 * (deviations[k] as number)));
  let high = Math.max(...means.map((mean, k) => mean + 40 * (deviations[k] as number)));
  for (let i = 0; i < 60 && high - low > 1e-12; i++) {
    const middle = (low + high) / 2;
    if (massBelow(model, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
