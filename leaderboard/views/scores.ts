/** A score with what to know of it. Plain JSON values; see index.ts. */
import type { ControlsSource, LackingControls } from '#benchmarks/board/choose-controls.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';

export type { ControlsSource, LackingControl, LackingControls } from '#benchmarks/board/choose-controls.ts';

/**
 * `pending`: not computed yet. `uncontrolled`: neither the site nor its sender has control runs with its settings. `inseparable`: the controls
 * can't be told apart at this tier. `incomplete`: a part it is made of has no score.
 */
export type ScoreState =
  | 'pending'
  | 'scored'
  | 'uncontrolled'
  | 'inseparable'
  | 'diverged'
  | 'failed'
  | 'inapplicable'
  | 'missing'
  | 'incomplete';

/** One score: gap closed, 100 as good as fresh real data for ever, 0 as bad as doing nothing; it may leave that range. */
export interface ScoreView {
  readonly status: ScoreState;
  /** Null unless `status` is `scored`. */
  readonly value: number | null;
  /** 95% interval; null where there is none (one seed, or no score). */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether it rests on fewer than 10 seeds (for an overall score: on any benchmark). */
  readonly fewSeeds: boolean;
  /** Whether it is at an end of the range in which scores count, or beyond: it reads `≥ 110` or `≤ −100`. */
  readonly clipped: boolean;
  /** Why there is no score, or what to know of it, as a sentence; empty where there is nothing to say. */
  readonly words: string;
  /** The command that would make what is missing (the controls); null where nothing is, or this checkout can't make it. */
  readonly command: string | null;
  /**
   * Whose controls it is measured against: the site's, or those of whoever sent the entry, which nobody here has run. Of an
   * overall score `own` where any of its parts is. Null without.
   */
  readonly controls: ControlsSource | null;
  /** The controls that it lacks; null where it lacks none. */
  readonly missing: MissingControlsView | null;
}

/** Which controls are missing, and with which settings: exactly those of the run, as texts. */
export interface MissingControlsView extends LackingControls {
  readonly settings: {
    /** `gaussian@1` */
    readonly benchmark: string;
    readonly tier: Tier;
    /** `dimension=1, sampleSize=100` */
    readonly params: string;
    readonly generations: number;
    /** `1…20` */
    readonly seeds: string;
    /** Id and version. */
    readonly engine: string;
  };
}

/** The score over the benchmarks that an entry applies to, where it is not applicable to some. It is no overall score, and no rank rests on it. */
export interface ApplicableView {
  readonly value: number;
  /** 95% interval; null where a benchmark has a single seed. */
  readonly low: number | null;
  readonly high: number | null;
  /** Benchmarks that it applies to, */
  readonly benchmarks: number;
  /** of how many of the board. */
  readonly of: number;
}

/** How an entry stands beside an idle baseline of the board: a run that keeps what it begins with. */
export interface IdleView {
  /** Its specification. */
  readonly baseline: string;
  /** `beats`, `loses`: the interval lies above, below 0. `even`: it holds 0. `unknown`: there is none, or not yet. */
  readonly verdict: 'beats' | 'even' | 'loses' | 'unknown';
  /** Overall score minus the baseline's, in points, with its paired 95% interval. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
