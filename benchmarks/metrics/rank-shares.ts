/** The share of the class of each rank of frequency, the commonest first: ten metrics, whichever digits have the ranks. */
import type { MetricFamily } from '../protocol/metric.ts';
import { RANK_SHARE_IDS, shareRelations } from './class-shares.ts';
import { defineMetric } from './metric.ts';
import type { SeenImages } from './seen.ts';

const RANKS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
type Rank = (typeof RANKS)[number];

const FAMILY: MetricFamily = {
  ids: 'rank-1…10-share',
  summary:
    'Share of the digit of each rank of frequency, the commonest first, among 2,000 samples, as a fixed classifier names them.',
};

const metricOf = (rank: Rank) =>
  defineMetric({
    id: `rank-${rank}-share`,
    name: `Share of rank ${rank}`,
    summary: `Share of the digit of rank ${rank} in true frequency, the commonest first, among 2,000 samples, as a fixed classifier names them.`,
    unit: 'share',
    better: 'closer',
    range: [0, 1],
    family: FAMILY,
    relations: shareRelations(RANK_SHARE_IDS, `rank-${rank}-share`, 'ranks'),
    measure: ({ shares }: SeenImages) => shares[rank - 1] ?? null,
  });

/** By rank. */
export const metrics = RANKS.map(metricOf);
