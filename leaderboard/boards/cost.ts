/** What runs cost, taken together. */
import type { CostView, CountedCost } from '../views/index.ts';

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
    ...meanCounted(costs.flatMap(({ counted }) => counted ?? [])),
  };
}

function meanCounted(all: readonly CountedCost[]): Pick<CostView, 'counted'> {
  if (all.length === 0) return {};
  const mean = (name: keyof CountedCost): number => all.reduce((sum, cost) => sum + cost[name], 0) / all.length;
  return {
    counted: {
      updates: mean('updates'),
      freshShown: mean('freshShown'),
      retainedShown: mean('retainedShown'),
      densityCalls: mean('densityCalls'),
    },
  };
}

/** As tables of the database hold it: all null, or none. */
export function countedOf(row: { readonly [Name in keyof CountedCost]: number | null }): Pick<CostView, 'counted'> {
  const { updates, freshShown, retainedShown, densityCalls } = row;
  if (updates === null || freshShown === null || retainedShown === null || densityCalls === null) return {};
  return { counted: { updates, freshShown, retainedShown, densityCalls } };
}
