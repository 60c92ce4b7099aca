/** A reference result made again, by the command that made it. */
import { expect } from 'vitest';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { benchmarkName } from '#benchmarks/suite/catalog.ts';
import type { Versioned } from '#benchmarks/suite/manifests.ts';
import { TIER } from '../../tools/reference/results.ts';
import { heirloom } from './cli.ts';

/** An entry of reference/digests.json. */
export interface Reference {
  readonly strategy: string;
  readonly spec?: string;
  readonly benchmark: string;
  readonly resultDigest: string;
  /** What it took when it was made, on one core. */
  readonly durationMs: number;
}

/** `id` and `version` of `id@version`. */
export function versionedOf(versioned: string): Versioned {
  const [id = '', version] = versioned.split('@');
  return { id, version: Number(version) };
}

/** Runs it and compares. */
export async function expectDigestAgain({ benchmark, strategy, spec, resultDigest }: Reference): Promise<void> {
  const pair = [benchmarkName(versionedOf(benchmark)), '--strategy', spec ?? versionedOf(strategy).id];
  const { code, stdout, stderr } = await heirloom(['run', ...pair, '--tier', TIER, '--json']);
  expect(code, stderr).toBe(0);
  const { runs } = JSON.parse(stdout) as { readonly runs: readonly RunRecord[] };
  expect(runs.map((run) => run.resultDigest)).toEqual([resultDigest]);
}
