/** What a process that runs seeds is asked and answers: plain JSON. */
import type { Params, Tier } from '#benchmarks/protocol/ids.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import type { RunRecord, SeedStatus, StrategyPart } from '#benchmarks/protocol/record.ts';

/** A strategy that is a module of a bundle. */
export interface ModuleToRun {
  /** `module.ts` or `module.js`. */
  readonly name: string;
  readonly source: string;
  /** Canonical JSON of the card that came with it. */
  readonly card: string;
}

export interface StrategyToRun {
  readonly spec: string;
  /** Null where this checkout has it. */
  readonly module: (ModuleToRun & { readonly parts: readonly StrategyPart[] }) | null;
}

/** What a module declares, beside what its bundle says of it: the first field that differs, as short texts. */
export interface ModuleDifference {
  readonly field: string;
  readonly claimed: string;
  readonly verified: string;
}

export interface SeedRequest {
  readonly benchmark: {
    readonly id: string;
    readonly version: number;
    readonly tier: Tier;
    readonly params: Params;
    readonly generations: number;
  };
  readonly engine: string;
  readonly strategy: StrategyToRun;
  readonly seed: number;
  /** Whether the sample files' digests are wanted. */
  readonly keepSamples: boolean;
  /** Where no model is run: what its metrics are computed from. */
  readonly evidence?: SeedEvidence;
}

/** What an outside trainer's models gave on a seed. */
export interface SeedEvidence {
  /** Files on this machine, by their paths in the bundle. */
  readonly files: Readonly<Record<string, string>>;
  /** Generations that were measured, generation 0 included. */
  readonly generations: number;
  /** What the trainer read, as its record has it: metrics are the same where the benchmark reads the same here. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Why evidence is none of the seed that it is said to be of. */
export interface EvidenceFault {
  readonly generation: number;
  readonly message: string;
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

export type SeedAnswer =
  | { readonly seed: RerunSeed }
  | { readonly module: ModuleDifference }
  | { readonly evidence: EvidenceFault }
  | { readonly error: string };
