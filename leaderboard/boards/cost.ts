/** What runs cost, taken together. */
import type { CostView } from '../views/index.ts';

export const NO_COST: CostView = { realShare: 0, realFresh: 0, training: 0, sampled: 0, verifierCalls: 0 };

/** Mean of what several runs cost; each benchmark counts the same. */
export function meanCost(costs: readonly CostView[]): CostView {
  if (costs.length === 0) return NO_COST;
  const mean = (value: (cost: CostView) => number): number =>
    costs.reduce((sum, cost) => sum + value(cost), 0) / costs.length;
  return {
    realShare: mean((cost) => cost.realShare),
    realFresh: mean((cost) => cost.realFresh),
    training: mean((cost) => cost.training),
    sampled: mean((cost) => cost.sampled),
    verifierCalls: mean((cost) => cost.verifierCalls),
  };
}
