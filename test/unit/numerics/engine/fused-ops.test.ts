import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../../benchmarks/numerics/engine/load.ts';
import { OP_CASES, OPS } from './op-cases.ts';
import { disagreement } from './support.ts';

/** Relative to the largest value: single precision, added up in another order. */
const TOLERANCE = 1e-4;

describe('fused operations give the values and gradients of compositions on cpu', () => {
  for (const op of OPS) {
    it(op, async () => {
      for (const { label, compute } of OP_CASES.filter((one) => one.op === op)) {
        expect(await disagreement('wasm', compute), label).toBeLessThan(TOLERANCE);
      }
    });
  }

  it('and none is left out', async () => {
    expect([...OPS].sort()).toEqual(Object.keys((await loadEngine('wasm')).ops).sort());
  });
});
