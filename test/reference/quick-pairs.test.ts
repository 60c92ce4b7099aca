/** The reference results that are quick to make give their digests again; all the others do in turn, every night. */
import { expect, it } from 'vitest';
import { isReleased } from '#benchmarks/suite/manifests.ts';
import { readDigests } from '../../tools/reference/results.ts';
import { expectDigestAgain, type Reference, versionedOf } from '../support/reference-again.ts';

const QUICK_MS = 1_600;
/** Of the open suite one strategy: each takes as long as its whole run. */
const quick = (readDigests() as Reference[]).filter(
  ({ strategy, benchmark, durationMs }) =>
    durationMs < QUICK_MS && (isReleased(versionedOf(benchmark)) || versionedOf(strategy).id === 'replace'),
);

it.each(quick)('$strategy on $benchmark gives its digest again', expectDigestAgain);

it('are some', () => {
  expect(quick.length).toBeGreaterThan(1);
});
