import { expect, it } from 'vitest';
import { formatAmount } from '../../../app/format.ts';

it('writes an amount as a multiple of a training set, never as millions', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [1, '1.0×'],
    [0.9996, '1.0×'],
    [2.04, '2.0×'],
    [13.47, '13.5×'],
    [99.96, '100×'],
    [1000, '1000×'],
    [0.5, '0.50×'],
    [0.0521, '0.052×'],
    [0.0001, '<0.001×'],
  ];
  for (const [amount, text] of cases) expect(formatAmount(amount), String(amount)).toBe(text);
});
