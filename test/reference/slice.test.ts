/**
 * Runs a random slice of the reference results again: the same digests must come out. Which slice is chance, so that in
 * time all are; HEIRLOOM_SLICE repeats one (its number is printed).
 */
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Stream } from '#benchmarks/numerics/stream.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { readDigests, TIER } from '../../scripts/reference/results.mjs';
import { heirloom } from '../support/cli.ts';

interface Reference {
  readonly strategy: string;
  readonly benchmark: string;
  readonly resultDigest: string;
  readonly durationMs: number;
}

/** What a slice may have taken in all when it was made, on one core. */
const BUDGET_MS = 60_000;

const slice = Number(process.env.HEIRLOOM_SLICE ?? randomInt(1_000_000));
console.log(`Slice ${slice}; HEIRLOOM_SLICE=${slice} npm test -- reference repeats it.`);

/** Runs in random order, as many as fit; at least one. */
function pick(references: readonly Reference[]): Reference[] {
  const order = new Stream(`reference-slice/${slice}`).choose(references.length, references.length);
  const chosen: Reference[] = [];
  let total = 0;
  for (const index of order) {
    const reference = references[index] as Reference;
    if (chosen.length > 0 && total + reference.durationMs > BUDGET_MS) continue;
    chosen.push(reference);
    total += reference.durationMs;
  }
  return chosen;
}

const idOf = (versioned: string): string => versioned.slice(0, versioned.indexOf('@'));

describe(`slice ${slice}`, () => {
  it.each(pick(readDigests()))('$strategy on $benchmark gives its digest again', async (reference) => {
    const { code, stdout, stderr } = await heirloom([
      'run',
      idOf(reference.benchmark),
      '--strategy',
      idOf(reference.strategy),
      '--tier',
      TIER,
      '--json',
    ]);
    expect(code, stderr).toBe(0);
    const { runs } = JSON.parse(stdout) as { readonly runs: readonly RunRecord[] };
    expect(runs.map(({ resultDigest }) => resultDigest)).toEqual([reference.resultDigest]);
  });
});
