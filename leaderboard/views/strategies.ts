/** What the pages of strategies show. Plain JSON values; see index.ts. */
import type { Capability, Reference, StrategyGroup } from '#benchmarks/protocol/card.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { ParameterDescription } from '#benchmarks/protocol/parameters.ts';
import type { Classes } from '#benchmarks/protocol/place.ts';
import type { Division, Regime } from '#benchmarks/protocol/regime.ts';
import type { CostView } from './run-measures.ts';
import type { ScoreView } from './scores.ts';
import type { EntryLabel, RankReason, RankView } from './standing.ts';

/** What a strategy's best entry came to. */
export interface StrategyBest {
  readonly id: string;
  readonly spec: string;
  readonly tier: Tier;
  readonly division: Division;
  /** Its budget and classes; null where the suite's rules know divisions alone. */
  readonly classes: Classes | null;
  readonly overall: ScoreView;
  readonly rank: RankView | null;
  readonly rankReason: RankReason | null;
}

/** A result of a strategy, on the newest suite on which it is complete, else on the newest that it stands on. */
export interface StrategyResult extends StrategyBest {
  readonly suite: string;
  readonly label: EntryLabel;
  /** Whether its strategy was a process of its own. */
  readonly outside: boolean;
  /** By benchmark id; every benchmark of the page is there. */
  readonly benchmarks: Readonly<Record<string, ScoreView>>;
  readonly cost: CostView;
}

/** A strategy in the list of all. */
export interface StrategySummary {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly summary: string;
  readonly group: StrategyGroup;
  readonly reference: Reference;
  /** Its best official entry at the leading tier that the site answers for; null without. */
  readonly best: StrategyBest | null;
}

/** What this checkout has of a strategy. */
export interface StrategyCardView extends Omit<StrategySummary, 'best'> {
  readonly parameters: readonly ParameterDescription[];
  /** What it is allowed with default parameters. */
  readonly regime: Regime;
  readonly needs: readonly Capability[];
  /** Names of benchmarks on which it is not applicable with default parameters. */
  readonly inapplicable: readonly { readonly id: string; readonly name: string }[];
  readonly command: string;
}

export interface StrategyView {
  readonly id: string;
  /** Null where the code is not in this checkout: then it is known from submissions alone. */
  readonly card: StrategyCardView | null;
  /** Columns of the results. */
  readonly benchmarks: readonly { readonly id: string; readonly name: string; readonly summary: string }[];
  /** One page of all entries whose specification has it: complete ones first, then by tier and score. */
  readonly results: readonly StrategyResult[];
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
  /** Results on all pages. */
  readonly total: number;
  /** Entries that this site was ever sent with the strategy, at all tiers; by how many tokens, and how many of them are off the boards. */
  readonly attempts: { readonly made: number; readonly senders: number; readonly gone: number };
}
