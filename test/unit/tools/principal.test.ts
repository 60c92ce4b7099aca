/** Principal components against numpy. */
import { describe, expect, it } from 'vitest';
import { principalShares } from '../../../tools/claims/principal.ts';

const TABLE = [
  [104, 100, 10],
  [73, 82, 9],
  [27, 38, 4],
  [43, 44, 56],
  [-44, -100, -3],
];

describe('the share of variance of each component', () => {
  /** numpy 2.4.6: w = np.linalg.eigvalsh(np.cov(x.T)); w / w.sum(), largest first. */
  it('is numpy’s for covariances', () => {
    const expected = [0.9375449385611712, 0.05176017899268421, 0.010694882446144529];
    for (const [index, share] of principalShares(TABLE).entries()) expect(share).toBeCloseTo(expected[index]!, 12);
  });

  /** The same with np.corrcoef. */
  it('is numpy’s for correlations', () => {
    const expected = [0.700982335314937, 0.29046369432286706, 0.008553970362195963];
    for (const [index, share] of principalShares(TABLE, true).entries())
      expect(share).toBeCloseTo(expected[index]!, 12);
  });

  it('is all in one where benchmarks say the same', () => {
    const shares = principalShares(
      TABLE.map(([a = 0]) => [a, 2 * a + 1, -a]),
      true,
    );
    expect(shares[0]).toBeCloseTo(1, 12);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it.each([
    [[[1, 2]], false, 'Received a table of 1 × 2; expected at least 2 × 1.'],
    [[[], []], false, 'Received a table of 2 × 0; expected at least 2 × 1.'],
    [[[1, 2], [1]], false, 'Received rows of other lengths than 2'],
    [[[1], [Number.NaN]], false, 'values that are not finite numbers'],
    [
      [
        [1, 2],
        [1, 2],
      ],
      false,
      'Nothing varies between the rows',
    ],
    [
      [
        [1, 2],
        [1, 3],
      ],
      true,
      'Nothing varies in column 0',
    ],
  ])('refuses %j (scaled: %s)', (rows, scaled, message) => {
    expect(() => principalShares(rows, scaled)).toThrow(message);
  });
});
