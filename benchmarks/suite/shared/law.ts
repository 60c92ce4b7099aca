/** What a closed-form law (docs/laws.md) says of a run: where the mean over seeds of a metric has to be. */
import type { Params } from '../../protocol/ids.ts';
import type { StrategyPart, Truth } from '../../protocol/record.ts';

/** A run, as far as a law is concerned. */
export interface LawSetting {
  /** The benchmark's parameters, all of them. */
  readonly params: Params;
  /** The composed strategies with their parameters. */
  readonly strategy: readonly Pick<StrategyPart, 'id' | 'resolved'>[];
  /** The truth's value of each metric that has one. */
  readonly truth: Readonly<Record<string, Truth>>;
}

/** The mean over seeds after `fits` fits: generation g is fit g + 1. */
export type LawCurve = (fits: number) => number;

export interface Law {
  /** As docs/laws.md and the cards name it: `law 1`. */
  readonly id: string;
  readonly metric: string;
  /** The formula, as docs/laws.md writes it. */
  readonly statement: string;
  /** Who proved it, or what it follows from. */
  readonly source: string;
  /** With the standard parameters the mean rests on few paths: a few hundred seeds find it too low, the later the more. */
  readonly skewed?: true;
  /** The curve for a run; null where the run isn't one that the law speaks of. */
  readonly curve: (setting: LawSetting) => LawCurve | null;
}

/** The one strategy of a run, or null where several are composed: no law here speaks of a composition. */
export function soleStrategy({ strategy }: LawSetting): LawSetting['strategy'][number] | null {
  return strategy.length === 1 ? (strategy[0] ?? null) : null;
}

/** Whether a run's strategy is this one alone. */
export function isAlone(setting: LawSetting, id: string): boolean {
  return soleStrategy(setting)?.id === id;
}
