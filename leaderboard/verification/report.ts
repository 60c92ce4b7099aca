/** What a verification found, as it is kept in the entry's history and shown: claimed beside verified values. */
import type { SeedsScore } from './compare-hidden.ts';
import type { VerificationReason } from './reasons.ts';

export interface BatchReport {
  readonly seeds: number;
  /** Of so many that can be drawn: fewer where networks take long and nothing looked wrong. */
  readonly of: number;
  readonly score: SeedsScore | null;
  /** Of the hypothesis that the claimed seeds are no better than these. */
  readonly p: number;
}

export interface RunReport {
  readonly benchmark: string;
  /** The claimed one, which the site's own run has, too. */
  readonly resultDigest: string;
  /** Registered seeds that were run again. */
  readonly seeds: number;
  /** On the registered seeds, by the site's own run of the entry and of both controls. */
  readonly verified: SeedsScore | null;
  /** Null where there are too few seeds to tell. */
  readonly hidden: BatchReport | null;
  readonly second: BatchReport | null;
}

/** How it was looked at: by running it again, or by computing its metrics from its evidence. */
export type VerifiedBy = 'reproduced' | 'recomputed';

export interface VerificationReport {
  readonly state: 'reproduced' | 'recomputed' | 'refuted' | 'impossible';
  readonly reason: VerificationReason | null;
  readonly runs: readonly RunReport[];
  readonly computeMs: number;
  readonly controlsMs: number;
}
