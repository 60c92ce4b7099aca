/** The reference results that are quick to make give their digests again; all the others do in turn, every night. */
import { expect, it } from 'vitest';
import { readDigests } from '../../tools/reference/results.ts';
import { expectDigestAgain, type Reference } from '../support/reference-again.ts';

const QUICK_MS = 1_600;
const quick = (readDigests() as Reference[]).filter(({ durationMs }) => durationMs < QUICK_MS);

it.each(quick)('$strategy on $benchmark gives its digest again', expectDigestAgain);

it('are some', () => {
  expect(quick.length).toBeGreaterThan(1);
});
