/** What pages and the API show of verification. Plain JSON values; see index.ts. */

/** A score with its 95% interval; no interval with one seed. */
export interface VerifiedScore {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface HiddenBatchView {
  /** Hidden seeds that were run, of so many that are drawn where something looks wrong. */
  readonly seeds: number;
  readonly of: number;
  readonly score: VerifiedScore | null;
  /** Of the hypothesis that the claimed seeds are no better than these. */
  readonly p: number;
}

/** A benchmark's claimed value beside those that this site got. */
export interface VerifiedRunView {
  readonly benchmark: string;
  /** Registered seeds that were run again. */
  readonly seeds: number;
  readonly claimed: VerifiedScore | null;
  readonly verified: VerifiedScore | null;
  /** Null where there are too few seeds to tell. */
  readonly hidden: HiddenBatchView | null;
  /** Only where the first batch was flagged. */
  readonly second: HiddenBatchView | null;
}

/** `none`: it is not to be verified: the site's owner sent it, or it came before there was verification. */
export type VerificationStateView =
  | 'none'
  | 'queued'
  | 'running'
  | 'reproduced'
  | 'recomputed'
  | 'refuted'
  | 'impossible'
  | 'parked';

/** Another submission with the same results under another name. */
export interface DuplicateView {
  readonly id: string;
  readonly spec: string;
  readonly title: string;
  /** Benchmarks on which the primary metric's trajectories are the same, bit for bit, */
  readonly benchmarks: number;
  /** of how many that this one ran. */
  readonly of: number;
  /** Sample files after generation 0 that are the same. */
  readonly samples: number;
}

export interface VerificationReasonView {
  readonly code:
    | 'differs'
    | 'samples'
    | 'evidence'
    | 'hidden'
    | 'module'
    | 'obstacle'
    | 'unofficial'
    | 'off-boards'
    | 'away'
    | 'failed';
  readonly benchmark: string | null;
  readonly seed: number | null;
  readonly generation: number | null;
  /** Of `differs`: `status`, `truth`, `metric` or `ledger`; of `module`, what it declares otherwise than its bundle says. */
  readonly part: string | null;
  readonly metric: string | null;
  readonly claimed: string | null;
  readonly verified: string | null;
  readonly message: string | null;
}

/** Where the verification of a submission stands, and what it came to. */
export interface VerificationStatusView {
  readonly id: string;
  readonly state: VerificationStateView;
  /** Its place among those that wait, from 1; null where it doesn't wait. */
  readonly place: number | null;
  readonly waiting: number;
  /** Seeds of the entry that were run, of those that are planned so far. */
  readonly done: number;
  readonly planned: number;
  readonly reason: VerificationReasonView | null;
  /** The reason as a sentence; empty without one. */
  readonly words: string;
  /** Computing that it took, in milliseconds: the entry's own seeds, and controls that nobody had needed before. */
  readonly computeMs: number;
  readonly controlsMs: number;
  readonly queuedAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly runs: readonly VerifiedRunView[];
  readonly duplicates: readonly DuplicateView[];
}

/** A submission in the queue's lists. */
export interface QueuedView {
  readonly id: string;
  readonly spec: string;
  readonly title: string;
  readonly tier: string;
  readonly state: Exclude<VerificationStateView, 'none'>;
  readonly done: number;
  readonly planned: number;
  readonly computeMs: number;
  /** When it was queued, or ended. */
  readonly at: string;
}

export interface VerificationQueueView {
  readonly states: Readonly<Record<Exclude<VerificationStateView, 'none'>, number>>;
  readonly running: readonly QueuedView[];
  /** The first that wait, in the order in which they are taken. */
  readonly queued: readonly QueuedView[];
  /** The last that ended, newest first. */
  readonly ended: readonly QueuedView[];
}
