/** The world of `gmm-2d` in the truth's own units, and what metrics look at. */
import { gmmLearner } from '../../learners/gmm.ts';
import { histogramLearner } from '../../learners/histogram.ts';
import { kdeLearner } from '../../learners/kde.ts';
import { Divergence } from '../../learners/learner.ts';
import { countModes, type Modes, nearestMode } from '../../metrics/formulas/modes.ts';
import { constantTruths, measureAll } from '../../metrics/metric.ts';
import type { SeenMixture } from '../../metrics/seen.ts';
import { type Mixture2d, mixtureLogDensity, packMixture, sampleMixture } from '../../numerics/mixture-2d.ts';
import { SlicedWasserstein } from '../../numerics/sliced-wasserstein.ts';
import { mean } from '../../numerics/statistics.ts';
import { Stream } from '../../numerics/stream.ts';
import type { MetricIdOf, World } from '../shared/benchmark.ts';
import { card } from './card.ts';
import { DEVIATION, RARE_MODES, RING, RING_OUTLIER_MASS, SIMULATED_RING } from './ring.ts';

const HELD_OUT_SIZE = 2000;
/** Samples that the mode metrics count: a mode's share has a standard error of at most 0.008. */
const COUNTED_SAMPLES = 4000;
/** The outside check accepts what lies within so many deviations of a true mode: 95.6% of real data. */
const VERIFIED_RADIUS = 2.5;
/** Side 16 in cells of a quarter, half of a mode's σ. */
const GRID = { low: -8, high: 8, cells: 64 };

const MODES: Modes = { centres: RING.means, weights: RING.weights, deviation: DEVIATION };

type MetricId = MetricIdOf<typeof card>;

export interface MixtureWorld extends World<MetricId> {
  /** Every metric of a model in units of the truth. */
  measure(model: Mixture2d, rng: Stream): Record<MetricId, number | null>;
  /** Value of each metric for the truth itself. */
  readonly truth: Readonly<Partial<Record<MetricId, number>>>;
}

/**
 * `root`: of the stream of the held-out points, one set for all seeds, so that the truth's own score on it is one number.
 * `tolerance`: of EM, where it is to go on for longer than usual
 */
export function mixtureWorld(components: number, root: string, tolerance?: number): MixtureWorld {
  const slicedWasserstein = new SlicedWasserstein(RING);
  const heldOut = sampleMixture(RING, HELD_OUT_SIZE, new Stream(`heirloom/${root}/held-out`)).rowData.values;
  const learner = gmmLearner(components, tolerance);
  const families = { kde: kdeLearner(), histogram: histogramLearner(GRID) };

  function heldOutLogDensity(mixture: Mixture2d): Float64Array {
    const packed = packMixture(mixture);
    if (packed === null) throw new Divergence('A component of the mixture has a singular covariance.');
    return mixtureLogDensity(packed, heldOut);
  }

  function see(mixture: Mixture2d, rng: Stream): SeenMixture {
    const counts = countModes(MODES, sampleMixture(mixture, COUNTED_SAMPLES, rng).rowData.values);
    return {
      mixture,
      truth: RING,
      slicedWasserstein,
      heldOutLogDensity: heldOutLogDensity(mixture),
      modes: MODES,
      rareModes: RARE_MODES,
      counts,
    };
  }

  const measure = (model: Mixture2d, rng: Stream) => measureAll(card.metrics, see(model, rng), rng);
  return {
    learner,
    families,
    drawReal: (units, rng) => sampleMixture(RING, units, rng),
    evaluate: ({ model, rng }) => measure(model as Mixture2d, rng),
    verify: (batch) =>
      Uint8Array.from({ length: batch.count }, (_, i) => {
        const [x, y] = batch.row(i);
        const { squared } = nearestMode(MODES, x as number, y as number);
        return squared <= VERIFIED_RADIUS * VERIFIED_RADIUS ? 1 : 0;
      }),
    simulate: (units, rng) => sampleMixture(SIMULATED_RING, units, rng),
    measure,
    truth: {
      ...constantTruths(card.metrics),
      'log-likelihood': mean(heldOutLogDensity(RING)),
      'mode-entropy': RING.weights.reduce((sum, weight) => sum - weight * Math.log(weight), 0),
      'modes-covered': RING.weights.length,
      'outlier-mass': RING_OUTLIER_MASS,
    },
  };
}
