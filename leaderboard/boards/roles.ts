/** What an entry is to a board: a control, a baseline, or an entry that may be ranked. */
import type { StrategyGroup } from '#benchmarks/protocol/card.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';

export { roleOf } from '#benchmarks/snapshot/eligibility.ts';

const GROUPS = new Map<string, StrategyGroup>(STRATEGIES.map(({ card }) => [card.id, card.group]));

/** The controls and baselines by the specification that they have: the id alone, without parameters. */
export const REFERENCE_SPECS: readonly string[] = STRATEGIES.filter(({ card }) => isReference(card.group)).map(
  ({ card }) => card.id,
);

function isReference(group: StrategyGroup | undefined): group is 'control' | 'baseline' {
  return group === 'control' || group === 'baseline';
}

/** Group of the first strategy of a specification; null where this checkout doesn't know it. */
export function groupOf(spec: string): StrategyGroup | null {
  return GROUPS.get(/^[a-z0-9-]+/.exec(spec)?.[0] ?? '') ?? null;
}
