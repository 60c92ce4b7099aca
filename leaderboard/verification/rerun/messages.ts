/** What a process that runs seeds is asked and answers: plain JSON. */
import type { Params, Tier } from '#benchmarks/protocol/ids.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import type { RunRecord, SeedStatus } from '#benchmarks/protocol/record.ts';

export interface SeedRequest {
  readonly benchmark: {
    readonly id: string;
    readonly version: number;
    readonly tier: Tier;
    readonly params: Params;
    readonly generations: number;
  };
  readonly engine: string;
  readonly spec: string;
  readonly seed: number;
  /** Whether the sample files' digests are wanted. */
  readonly keepSamples: boolean;
}

export interface RerunSeed {
  readonly status: SeedStatus;
  /** Mean of the primary metric over generations 1…G; null where the seed stopped. */
  readonly average: number | null;
  readonly truth: RunRecord['truth'];
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
  readonly ledger: readonly LedgerEntry[];
  /** SHA-256 of the sample files, in order. */
  readonly samples: readonly string[];
  readonly durationMs: number;
}

export type SeedAnswer = { readonly seed: RerunSeed } | { readonly error: string };
