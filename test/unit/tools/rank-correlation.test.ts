/** The order in which classes are lost, in docs/replications.md. */
import { describe, expect, it } from 'vitest';
import { spearman } from '../../../tools/replications/classes.ts';
import { changeText } from '../../../tools/replications/statistics.ts';

describe('spearman', () => {
  it('gives ties the mean of their ranks', () => {
    // The example in SciPy's documentation of scipy.stats.spearmanr, which prints these digits.
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12);
  });

  it('is 1 and −1 for what goes up and down, however fast', () => {
    expect(spearman([1, 2, 3], [1, 10, 1000])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [0.3, 0.2, -7])).toBeCloseTo(-1, 12);
  });

  it('is undefined where nothing differs', () => {
    expect(spearman([1, 2, 3], [0.1, 0.1, 0.1])).toBeNaN();
  });
});

describe('changeText', () => {
  it('is the mean with Student’s interval', () => {
    // Mean 3, standard error sqrt(2.5 / 5), R: qt(0.975, 4) = 2.776445: 3 ± 1.963243.
    expect(changeText([1, 2, 3, 4, 5], 2)).toBe('+3.00 [+1.04, +4.96]');
    expect(changeText([-1, -2, -3, -4, -5], 1)).toBe('−3.0 [−5.0, −1.0]');
  });
});
