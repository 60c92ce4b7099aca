/** No label lies on another, whatever is drawn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, overlap, placeAround, spreadHeights } from '../../../benchmarks/figures/labels.ts';

describe('names at the ends of lines', () => {
  it('stay where they are as long as there is room, and keep their order where there is none', () => {
    expect(spreadHeights([10, 50, 90], 14, [0, 100])).toEqual([10, 50, 90]);
    expect(spreadHeights([50, 50, 50], 14, [0, 100])).toEqual([50, 64, 78]);
    expect(spreadHeights([95, 20, 98], 14, [0, 100])).toEqual([86, 20, 100]);
  });

  it('are a line apart and within the plot, for any ends that have room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 300, noNaN: true }), { minLength: 1, maxLength: 16 }),
        (wanted) => {
          const heights = spreadHeights(wanted, 14, [10, 250]).toSorted((a, b) => a - b);
          expect(heights[0]).toBeGreaterThanOrEqual(10 - 1e-9);
          expect(heights.at(-1)).toBeLessThanOrEqual(250 + 1e-9);
          for (let i = 1; i < heights.length; i++)
            expect((heights[i] as number) - (heights[i - 1] as number)).toBeGreaterThanOrEqual(14 - 1e-9);
        },
      ),
    );
  });
});

describe('names beside points', () => {
  const frame: Box = { left: 0, top: 0, right: 600, bottom: 300 };
  const boxAt = (x: number, y: number): Box => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 });

  it('of points on each other go to different sides, and those without room are left out', () => {
    const wanted = Array.from({ length: 30 }, () => ({ x: 300, y: 150, width: 80 }));
    const placed = placeAround(wanted, [boxAt(300, 150)], frame, { line: 13, gap: 8 });
    const boxes = placed.flatMap((place) => (place === null ? [] : [place.box]));
    expect(boxes.length).toBeGreaterThan(3);
    expect(placed.at(-1)).toBeNull();
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBe(false);
  });

  it('never lie on a name or a point, nor leave the plot, wherever points stand', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 10, max: 190 }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        const dots = points.map(({ x, y }) => boxAt(x, y));
        const boxes = placeAround(points, dots, frame, { line: 13, gap: 8 }).flatMap((place) =>
          place === null ? [] : [place.box],
        );
        for (const [i, a] of boxes.entries()) {
          for (const b of [...boxes.slice(i + 1), ...dots]) expect(overlap(a, b)).toBe(false);
          expect(a.left >= 0 && a.right <= 600 && a.top >= 0 && a.bottom <= 300).toBe(true);
        }
      }),
    );
  });
});
