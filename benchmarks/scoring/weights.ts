/** How much each benchmark counts in an overall score. */
import type { OverallRule } from '../protocol/overall-rule.ts';

/**
 * Relative weights of some benchmarks, in their order: those of group g weigh W_g/n_g each, with n_g of these in the group, so
 * that Σ w_k·x_k / Σ w_k is the weighted mean over groups of the means over their benchmarks. Without a rule, and where all
 * are of one group or are listed apart, each weighs exactly 1: the unweighted mean. `[benchmarks]`
 */
export function benchmarkWeights(ids: readonly string[], rule: OverallRule | undefined): number[] {
  if (rule === undefined || !ids.some((id) => Object.hasOwn(rule.groups, id))) return ids.map(() => 1);
  const groups = ids.map((id) => requireOwn(rule.groups, id));
  if (new Set(groups).size < 2) return ids.map(() => 1);
  return groups.map((group) => requireOwn(rule.weights, group) / groups.filter((other) => other === group).length);
}

function requireOwn<Value>(values: Readonly<Record<string, Value>>, key: string): Value {
  if (!Object.hasOwn(values, key))
    throw new TypeError(`the rule of overall scores lacks "${key}": a board's benchmarks are those of its suite`);
  return values[key] as Value;
}
