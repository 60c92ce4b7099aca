/** How often answers are true for each tenth of the people by popularity, the most popular first: ten metrics. */
import type { MetricFamily } from '../protocol/metric.ts';
import { DECILES, type Decile } from './formulas/facts.ts';
import { defineMetric } from './metric.ts';
import type { SeenFacts } from './seen.ts';

const FAMILY: MetricFamily = {
  ids: 'fact-accuracy-1…10',
  summary:
    'Probability that a model answers truly when it is asked about a person, mean over the people of each tenth by popularity (1: the most popular) and their facts.',
};

const metricOf = (decile: Decile) =>
  defineMetric({
    id: `fact-accuracy-${decile}`,
    name: `True answers, tenth ${decile}`,
    summary: `Probability that a model answers truly when it is asked about a person, mean over the people of tenth ${decile} by popularity (1: the most popular) and their facts.`,
    unit: 'probability',
    better: 'higher',
    range: [0, 1],
    family: FAMILY,
    truth: 1,
    measure: ({ accuracy }: Pick<SeenFacts, 'accuracy'>) => accuracy[decile - 1] ?? null,
  });

/** By tenth. */
export const metrics = DECILES.map(metricOf);
