/** Axes of figures: round ticks, whole generations, room for what is drawn. */
import { describe, expect, it } from 'vitest';
import {
  generationTicks,
  roundRange,
  roundTicks,
  scaleOf,
  valueRange,
  within,
} from '../../../benchmarks/figures/scales.ts';

const ramp = (to: number): number[] => Array.from({ length: 11 }, (_, g) => (to * g) / 10);
const line = (values: readonly number[], isReference = false) => ({ isReference, values });

describe('ticks', () => {
  it('are round and within their range', () => {
    expect(roundTicks(0, 0.212)).toEqual([0, 0.05, 0.1, 0.15, 0.2]);
    expect(roundTicks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(roundTicks(-100, 110)).toEqual([-100, -50, 0, 50, 100]);
    expect(roundTicks(0.888, 1.112)).toEqual([0.9, 0.95, 1, 1.05, 1.1]);
  });

  it('of generations are whole, 0 and the last among them', () => {
    expect(generationTicks(10)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(generationTicks(5)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(generationTicks(2)).toEqual([0, 1, 2]);
    expect(generationTicks(49)).toEqual([0, 10, 20, 30, 40, 49]);
    expect(generationTicks(0)).toEqual([0, 1]);
    for (let horizon = 1; horizon <= 1000; horizon++) {
      const ticks = generationTicks(horizon);
      expect(ticks.every(Number.isInteger), `${horizon}`).toBe(true);
      expect([ticks[0], ticks.at(-1)]).toEqual([0, horizon]);
    }
  });
});

describe('ranges', () => {
  it('end at round numbers that hold all, and one exploding entry does not flatten the others', () => {
    expect(valueRange([line(ramp(0.93))])).toEqual({ domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] });
    expect(valueRange([line(ramp(2), true), line(ramp(1e6))]).domain).toEqual([0, 3]);
    expect(valueRange([]).domain).toEqual([0, 1]);
    expect(valueRange([line([3, 3, 3])]).domain[1]).toBeGreaterThan(3);
    expect(roundRange(-3.2, 7.9).domain).toEqual([-4, 8]);
  });

  it('of a metric that all controls leave where it began show the others nevertheless', () => {
    const { domain } = valueRange([line([0.5, 0.5], true), line([0.5, 0.9])]);
    expect(domain[0]).toBeLessThanOrEqual(0.5);
    expect(domain[1]).toBeGreaterThanOrEqual(0.9);
  });
});

describe('places', () => {
  const domain = [0, 1] as const;

  it('run from end to end, and beyond them unless they are held within', () => {
    const scale = scaleOf({ domain, scale: 'linear' }, 300, 100);
    expect([scale(0), scale(0.25), scale(1), scale(2), scale(-1)]).toEqual([300, 250, 100, -100, 500]);
    const inside = within(scale, 300, 100);
    expect([inside(0.25), inside(2), inside(-1)]).toEqual([250, 100, 300]);
  });

  it('by roots give the cheap end its room: a hundredth stands at a tenth', () => {
    const scale = scaleOf({ domain, scale: 'root' }, 0, 500);
    expect([scale(0), scale(0.01), scale(0.25), scale(1)]).toEqual([0, 50, 250, 500]);
  });
});
