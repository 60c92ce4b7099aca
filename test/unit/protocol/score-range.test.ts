import { expect, it } from 'vitest';
import { isClipped, pointsText, scoreText } from '#benchmarks/protocol/score-range.ts';
import { clipScore } from '#benchmarks/scoring/index.ts';
import { MANIFESTS } from '#benchmarks/suite/manifests.ts';
import { formatPoints, formatScore } from '../../../app/format.ts';

it.each([
  [134.2, '≥ 110', '134.2'],
  [110, '≥ 110', '110.0'],
  [109.96, '110.0', '110.0'],
  [63.21, '63.2', '63.2'],
  [-0.04, '0.0', '0.0'],
  [-99.96, '-100.0', '-100.0'],
  [-100, '≤ −100', '-100.0'],
  [-3512.7, '≤ −100', '-3512.7'],
])('a score of %d reads %s', (value, score, points) => {
  expect([scoreText(value), pointsText(value)]).toEqual([score, points]);
  expect([formatScore(value), formatPoints(value)]).toEqual([score.replace('-', '−'), points.replace('-', '−')]);
  // What reads as a bound is what every suite's rules count as no more than that bound.
  for (const { rules } of MANIFESTS) {
    const [low, high] = rules.scoring.clip;
    expect(isClipped(value)).toBe(clipScore(value) === low || clipScore(value) === high);
  }
});
