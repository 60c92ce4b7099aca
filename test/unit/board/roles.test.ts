/** Which of the site's own runs is the control of a board: neither the newest at any price, nor another engine's. */
import { expect, it } from 'vitest';
import { assignRoles } from '#benchmarks/board/roles.ts';
import { NO_SCORE } from '#leaderboard/scores/read-scores.ts';

/** `lacking`: benchmarks without a score. */
function entry(id: string, spec: string, basis: string, lacking: readonly string[] = []) {
  const overall = { ...NO_SCORE, basis, lacking };
  const createdAt = new Date(0);
  const text = { id, spec, family: spec, author: 'ada lovelace', label: 'maintained', division: 'closed' } as const;
  return { ...text, official: true, createdAt, overall };
}

const currentOf = (entries: ReturnType<typeof entry>[], isGood?: (one: { id: string }) => boolean) =>
  assignRoles(entries, isGood)
    .filter(({ role }) => role === 'control')
    .map(({ id }) => id);

it('the newest of those that are alike', () => {
  expect(currentOf([entry('newer', 'replace', 'a'), entry('older', 'replace', 'a')])).toEqual(['newer']);
});

it('not one that lacks a benchmark which an older one has', () => {
  expect(currentOf([entry('newer', 'replace', 'a', ['gaussian']), entry('older', 'replace', 'a')])).toEqual(['older']);
});

it('not one whose run of the benchmark that is shown stopped', () => {
  const entries = [entry('newer', 'replace', 'a'), entry('older', 'replace', 'a', ['ngram-text'])];
  expect(currentOf(entries, ({ id }) => id !== 'newer')).toEqual(['older']);
});

it('the ones that most entries rest on, not newer ones of another engine', () => {
  const torch = [entry('torch oracle', 'oracle', 'torch'), entry('torch replace', 'replace', 'torch')];
  const js = [entry('oracle', 'oracle', 'js'), entry('replace', 'replace', 'js'), entry('one', 'temperature', 'js')];
  expect(currentOf([...torch, ...js])).toEqual(['oracle', 'replace']);
});
