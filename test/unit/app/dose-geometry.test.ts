/** Where the parts of a chart of doses stand. */
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../app/charts/paths.ts';
import {
  amountRange,
  doseRange,
  roundTicks,
  scaleX,
  scaleY,
  scoreRange,
  throughDoses,
} from '../../../app/components/dose-geometry.ts';

const FRAME = { width: 100, height: 60, left: 20, right: 10, top: 5, bottom: 15 };

describe('axes', () => {
  it('run between the margins, values upwards', () => {
    const [x, y] = [scaleX(FRAME, { low: 0, high: 0.2 }), scaleY(FRAME, { low: 0, high: 100 })];
    expect([x(0), x(0.1), x(0.2)]).toEqual([20, 55, 90]);
    expect([y(0), y(50), y(100)]).toEqual([45, 25, 5]);
  });

  it('have round ticks within their ranges', () => {
    expect(roundTicks({ low: 0, high: 0.212 })).toEqual([0, 0.05, 0.1, 0.15, 0.2]);
    expect(roundTicks({ low: 0, high: 0.3 }, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(roundTicks({ low: -100, high: 110 })).toEqual([-100, -50, 0, 50, 100]);
    expect(roundTicks({ low: 0.888, high: 1.112 })).toEqual([0.9, 0.95, 1, 1.05, 1.1]);
  });

  it('of shares begin at 0, of other doses before the least', () => {
    expect(doseRange([0.05, 0.1, 0.2], true)).toEqual({ low: 0, high: expect.closeTo(0.209, 12) });
    expect(doseRange([0.9, 1.1], false)).toEqual({ low: expect.closeTo(0.888, 12), high: expect.closeTo(1.112, 12) });
  });

  it('of scores hold doing nothing and the oracle, and end where scores do', () => {
    expect(scoreRange([20, 60])).toEqual({ low: 0, high: 100 });
    expect(scoreRange([-30, 105])).toEqual({ low: -50, high: 110 });
    expect(scoreRange([-900])).toEqual({ low: -100, high: 100 });
    expect(amountRange([2]).low).toBe(0);
  });
});

describe('lines', () => {
  it('go through one entry a dose, one that the site answers for before others, by dose', () => {
    const points = [
      { dose: 0.2, vouched: true, id: 'most' },
      { dose: 0.1, vouched: false, id: 'reported' },
      { dose: 0.1, vouched: true, id: 'own' },
      { dose: 0.1, vouched: true, id: 'again' },
    ];
    expect(throughDoses(points).map(({ id }) => id)).toEqual(['own', 'most']);
  });

  it('are paths', () => {
    expect(pathThrough([])).toBe('');
    expect(
      pathThrough([
        [1, 2],
        [3.14, 4],
      ]),
    ).toBe('M1.0 2.0L3.1 4.0');
  });
});
