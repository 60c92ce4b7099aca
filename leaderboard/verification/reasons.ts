/** Why a verification ended as it did, as it is stored; in words for the API, and by code for pages. */
import type { RepeatObstacle } from '../views/index.ts';
import type { ModuleDifference } from './rerun/messages.ts';

/** Where a seed that was run again differs first from what was claimed. */
export interface SeedDifference {
  readonly part: 'status' | 'truth' | 'metric' | 'ledger';
  /** Of parts that are of one metric. */
  readonly metric: string | null;
  readonly generation: number | null;
  /** As short texts: numbers in full, all else as JSON. */
  readonly claimed: string;
  readonly verified: string;
}

export type VerificationReason =
  | ({ readonly code: 'differs'; readonly benchmark: string; readonly seed: number } & SeedDifference)
  /** Every number agrees, but not the digest: sample files are others. */
  | { readonly code: 'samples'; readonly benchmark: string }
  /** What its metrics are said to be computed from is nothing that they could be computed from. */
  | {
      readonly code: 'evidence';
      readonly benchmark: string;
      readonly seed: number;
      readonly generation: number;
      readonly message: string;
    }
  /** Better on the claimed seeds than on hidden ones, by more than chance. */
  | { readonly code: 'hidden'; readonly benchmarks: readonly string[] }
  /** The module itself declares something else than the card of its bundle says. */
  | ({ readonly code: 'module' } & ModuleDifference)
  | { readonly code: 'obstacle'; readonly obstacle: RepeatObstacle['code'] | 'engine-bits' }
  /** `away`: no worker had its bundle. */
  | { readonly code: 'unofficial' | 'off-boards' | 'away' }
  | { readonly code: 'failed'; readonly message: string };

export function reasonWords(reason: VerificationReason): string {
  switch (reason.code) {
    case 'differs': {
      const { benchmark, seed, part, metric, generation, claimed, verified } = reason;
      const what = metric === null ? `its ${part}` : `${part === 'truth' ? 'the truth of ' : ''}${metric}`;
      const when = generation === null ? '' : `, generation ${generation}`;
      return `On ${benchmark}, seed ${seed}${when}, ${what} was claimed as ${claimed}; this site got ${verified}.`;
    }
    case 'samples':
      return `On ${reason.benchmark} every number agrees, but the sample files are not those that this run leaves.`;
    case 'evidence': {
      const { benchmark, seed, generation, message } = reason;
      return `On ${benchmark}, seed ${seed}, generation ${generation}, its metrics can’t be computed again: ${message}`;
    }
    case 'hidden':
      return `On ${reason.benchmarks.join(', ')} it does better on the seeds that everybody knows than on hidden ones, by more than chance allows, in two batches.`;
    case 'module':
      return `Its module declares ${reason.verified} as ${reason.field}; its bundle says ${reason.claimed}.`;
    case 'obstacle':
      return `This site can’t run it: ${OBSTACLE_WORDS[reason.obstacle]}.`;
    case 'unofficial':
      return 'Parameters, seeds or generations are not the tier’s, so it can’t be ranked, and it is not run again.';
    case 'off-boards':
      return 'It was taken off the boards before it was run again.';
    case 'away':
      return 'No worker has its bundle, from which its metrics are computed: a worker has to be given the site’s data directory (HEIRLOOM_DATA).';
    case 'failed':
      return `Running it again failed four times without getting a seed done, the last time with: ${reason.message}`;
  }
}

const OBSTACLE_WORDS: Readonly<Record<RepeatObstacle['code'] | 'engine-bits', string>> = {
  strategy: 'it has no strategy of that name',
  'strategy-version': 'it has another version of the strategy',
  'strategy-parameters': 'the strategy takes other parameters here, or has other defaults',
  benchmark: 'it has no such version of a benchmark',
  parameters: 'a benchmark can’t be asked for these parameters here',
  seeds: 'its seeds are not 1, 2, 3, …',
  engine: 'it has no such engine, or another version of it',
  'engine-bits': 'its engine may differ in the last bits from machine to machine',
};
