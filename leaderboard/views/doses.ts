/** Dose and response: the entries of one strategy family against what they took. Plain JSON values; see index.ts. */
import type { Tier } from '#benchmarks/protocol/ids.ts';
import type { Place } from '#benchmarks/protocol/place.ts';
import type { BoardGroup } from './board-query.ts';
import type { MetricView } from './charts.ts';
import type { CostView } from './run-measures.ts';
import type { ScoreView } from './scores.ts';
import type { EntryLabel } from './standing.ts';

/** What stands on the axis: the share of real data trained on, in [0, 1], or the parameter's value. */
export type DoseAxis = 'real-share' | 'parameter';

/** Entries that are equal in all parameters but the one. */
export interface DoseLineView {
  /** What they have in common and others of the family have not: `every=5`; empty where there is one line. */
  readonly others: string;
}

/** A family with at least two doses, as a board draws it. */
export interface BoardDosesView {
  /** Strategies without parameters: `retain`. */
  readonly family: string;
  readonly parameter: string;
  readonly axis: DoseAxis;
  /** Those with the most doses first. */
  readonly lines: readonly DoseLineView[];
  /** Entries of the family with a score on the board. */
  readonly total: number;
  /** Line by line, by the parameter's value, ascending; evenly spaced where there are more than 24. */
  readonly points: readonly BoardDosePoint[];
}

export interface BoardDosePoint {
  readonly id: string;
  readonly spec: string;
  /** Position in `lines`. */
  readonly line: number;
  readonly dose: number;
  /** Overall score on the board, with its 95% interval. */
  readonly score: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether the site answers for it. */
  readonly vouched: boolean;
}

/** An entry of a family with its dose. */
export interface DoseEntryView extends Place {
  readonly id: string;
  readonly spec: string;
  readonly label: EntryLabel;
  /** Whether the site answers for it. */
  readonly vouched: boolean;
  /** Whether its strategy was a process of its own. */
  readonly outside: boolean;
  /** Position in `lines`. */
  readonly line: number;
  /** The parameter's value. */
  readonly value: number;
  readonly dose: number;
  readonly overall: ScoreView;
  /** By benchmark id; every benchmark of the board is there. */
  readonly benchmarks: Readonly<Record<string, ScoreView>>;
  readonly cost: CostView;
}

/** How much of the gap in one metric entries closed, beside what a law expects of them. */
export interface DoseLawView {
  readonly benchmark: string;
  readonly metric: MetricView;
  /** As docs/laws.md numbers it: `law 10`. */
  readonly law: string;
  readonly statement: string;
  /** Of those entries that the law speaks of, in their order. Points of gap closed. */
  readonly points: readonly {
    readonly id: string;
    readonly line: number;
    readonly dose: number;
    readonly expected: number;
    /** Measured, with its 95% jackknife-t interval; null where a run stopped early or lacks controls. */
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

/** The doses of one family on one board. */
export interface DosesView {
  readonly suite: string;
  readonly tier: Tier;
  readonly group: BoardGroup;
  readonly family: string;
  readonly parameter: string;
  readonly axis: DoseAxis;
  /** Those with the most doses first. */
  readonly lines: readonly DoseLineView[];
  /** Entries of the family on the board. */
  readonly total: number;
  /** Line by line, by the parameter's value, ascending; evenly spaced where there are more than 48. */
  readonly entries: readonly DoseEntryView[];
  readonly benchmarks: readonly { readonly id: string; readonly name: string }[];
  readonly laws: readonly DoseLawView[];
}

/** What a family's page shows of doses: them, or what is missing. */
export interface FamilyDosesView {
  /** On the newest suite and the first tier that have two doses; null where none has. */
  readonly doses: DosesView | null;
  /** The parameter of which there could be several doses; null where the strategy has no number to choose. */
  readonly parameter: string | null;
  /** The command that makes several; null where there is no such parameter, or this checkout can't choose values. */
  readonly command: string | null;
}
