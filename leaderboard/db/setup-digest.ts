/** What two runs must share for one to be the other's control. */
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';

/**
 * SHA-256 of suite, benchmark with version, tier and parameters, and engine. Seeds are not in it: a control run with more
 * seeds serves too, so they are compared on their own.
 */
export function setupDigest(record: Pick<RunRecord, 'suite' | 'benchmark' | 'engine'>): string {
  const { suite, benchmark, engine } = record;
  return sha256(canonicalJson({ suite, benchmark, engine }));
}
