import { expect, it } from 'vitest';
import { formatAmount, formatNumber } from '../../../app/format.ts';

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

it('writes a number with four digits and a real minus sign, exponents, too', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [-80.034, '−80.03'],
    [0.12345, '0.1235'],
    [-2_000_000, '−2×10⁶'],
    [1_234_567, '1.23×10⁶'],
    [0.00012349, '0.0001235'],
    [0.000012, '1.2×10⁻⁵'],
    [-1e-12, '−1×10⁻¹²'],
  ];
  for (const [value, text] of cases) expect(formatNumber(value), String(value)).toBe(text);
});
