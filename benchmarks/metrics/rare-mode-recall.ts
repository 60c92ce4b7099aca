import { coveredModes } from './formulas/modes.ts';
import { defineMetric } from './metric.ts';
import { shareOf } from './relations.ts';
import type { SeenMixture } from './seen.ts';

export const metric = defineMetric({
  id: 'rare-mode-recall',
  name: 'Rare-mode recall',
  summary: 'Share of the three rarest true modes that are covered',
  unit: 'share',
  better: 'higher',
  range: [0, 1],
  truth: 1,
  relations: [
    {
      from: [],
      words: 'a share of the three rarest modes',
      allowed: (_, __, value) => shareOf(3, value),
    },
  ],
  measure: ({ modes, counts, rareModes }: SeenMixture) => {
    const covered = coveredModes(modes, counts);
    return rareModes.filter((mode) => covered[mode]).length / rareModes.length;
  },
});
