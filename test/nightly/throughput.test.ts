import { describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { runPath } from '#benchmarks/bundle/layout.ts';
import { resultDigest } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { bundleOf, requireRun, writeBundle } from '../support/bundles.ts';

/** The best of a few, which a busy machine disturbs least. */
async function fastestMs(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

describe('the checker', () => {
  it('costs little more than parsing a record and computing its digest: 200 seeds × 51 generations', async () => {
    const run = await requireRun('gaussian', 'replace', { tier: 'quick', seeds: 200 });
    const files = bundleOf([run]);
    const folder = writeBundle(files);
    const text = new TextDecoder().decode(files.get(runPath('gaussian')));
    const leastMs = await fastestMs(() => resultDigest(JSON.parse(text) as RunRecord));
    const checkMs = await fastestMs(() => checkBundleAt(folder));
    // Seen: 1.9 times; 330 ms against 175 ms.
    expect(checkMs / leastMs).toBeLessThan(4);
  });
});
