/** What the pages of strategies show. Plain JSON values; see views.ts. */
import type { Capability, Reference, StrategyGroup } from '../benchmarks/protocol/card.ts';
import type { Tier } from '../benchmarks/protocol/ids.ts';
import type { Division } from '../benchmarks/protocol/regime.ts';
import type { ParameterView } from './benchmark-views.ts';
import type { RankReason, RankView, ScoreView } from './board-views.ts';

/** A result of a strategy. */
export interface StrategyResult {
  readonly id: string;
  readonly spec: string;
  readonly tier: Tier;
  readonly division: Division;
  readonly overall: ScoreView;
  readonly rank: RankView | null;
  readonly rankReason: RankReason | null;
  readonly realShare: number;
}

/** A strategy in the list of all. */
export interface StrategySummary {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly summary: string;
  readonly group: StrategyGroup;
  readonly reference: Reference;
  /** Its best official entry at the tier with the most entries; null without. */
  readonly best: StrategyResult | null;
}

export interface StrategyView extends Omit<StrategySummary, 'best'> {
  readonly parameters: readonly ParameterView[];
  /** What it is allowed with default parameters. */
  readonly regime: Readonly<Record<string, string>>;
  readonly needs: readonly Capability[];
  /** Names of benchmarks on which it is not applicable with default parameters. */
  readonly inapplicable: readonly { readonly id: string; readonly name: string }[];
  readonly command: string;
  /** Every entry whose specification has it, by tier and score; at most the first fifty. */
  readonly results: readonly StrategyResult[];
  readonly total: number;
}
