/**
 * Runs a part of the reference results again: the same digests must come out. Every day has another part, and after
 * SLICES days all have been run. HEIRLOOM_SLICE repeats one (its number is printed).
 */
import { describe, it } from 'vitest';
import { readDigests } from '../../tools/reference/results.ts';
import { expectDigestAgain, type Reference } from '../support/reference-again.ts';

/** A hundred minutes of work in all, when they were made, are five minutes a day. */
const SLICES = 20;
const DAY_MS = 86_400_000;

const slice = Number(process.env.HEIRLOOM_SLICE ?? Math.floor(Date.now() / DAY_MS) % SLICES);
console.log(`Slice ${slice} of ${SLICES}; HEIRLOOM_SLICE=${slice} npm run nightly repeats it.`);

/** Into so many parts of about as much work: the longest first, each to the part that has the least. */
function divide(references: readonly Reference[]): Reference[][] {
  const parts = Array.from({ length: SLICES }, () => ({ work: 0, members: [] as Reference[] }));
  for (const reference of references.toSorted((a, b) => b.durationMs - a.durationMs)) {
    const least = parts.reduce((a, b) => (b.work < a.work ? b : a));
    least.members.push(reference);
    least.work += reference.durationMs;
  }
  return parts.map(({ members }) => members);
}

describe(`slice ${slice}`, () => {
  it.each(divide(readDigests())[slice] ?? [])('$strategy on $benchmark gives its digest again', expectDigestAgain);
});
