import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadTfjsNode } from '../../../../benchmarks/numerics/engine/load-tfjs-node.ts';
import { OP_CASES } from './op-cases.ts';
import { disagreement } from './support.ts';

/** Relative to the largest value: single precision, added up in another order. */
const TOLERANCE = 1e-4;

describe('tfjs-node', () => {
  it('gives the values and gradients of cpu, where it is installed', async (context) => {
    const reasons: string[] = [];
    if (loadTfjsNode(createRequire(import.meta.url), (line) => reasons.push(line)) === null)
      context.skip(reasons.join());
    for (const { op, label, compute } of OP_CASES) {
      expect(await disagreement('tfjs-node', compute), `${op} ${label}`).toBeLessThan(TOLERANCE);
    }
  });
});
