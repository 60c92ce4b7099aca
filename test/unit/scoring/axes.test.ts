import { describe, expect, it } from 'vitest';
import { summariseRun } from '#benchmarks/scoring/index.ts';
import { makeLedgerEntry, makeRecord } from './make-record.ts';

const rule = { metric: 'tail', side: 'below', threshold: 0.5, relativeTo: 'absolute', consecutive: 1 } as const;
const card = {
  metrics: [
    { id: 'error', axis: 'fidelity' },
    { id: 'tail', axis: 'tail' },
    { id: 'absent', axis: 'drift' },
  ],
  collapse: { early: rule, late: { ...rule, threshold: 0.2 }, meaning: '' },
} as const;

describe('summariseRun', () => {
  const entry = (g: number, real: number) =>
    makeLedgerEntry(g, {
      realRetained: real,
      weightShare: real / 50,
      trainingSize: 100,
      sampled: 300,
      verifierCalls: 7,
      epochs: 2,
    });
  const record = makeRecord(
    'retain',
    {
      error: [
        [0, 1, 2],
        [0, 3, 4],
        [0, 9],
      ],
      tail: [
        [1, 0.4, 0.1],
        [1, 1, null],
        [1, 1],
      ],
    },
    {
      truth: { tail: 1 },
      statuses: [{ state: 'completed' }, { state: 'completed' }, { state: 'diverged', generation: 2, reason: 'x' }],
      ledger: [
        [makeLedgerEntry(0), entry(1, 10), entry(2, 20)],
        [makeLedgerEntry(0), entry(1, 10), entry(2, 20)],
        [makeLedgerEntry(0), entry(1, 30)],
      ],
    },
  );
  const summary = summariseRun(record, card);

  it('takes last values of completed seeds that have one, and has no row for what was not measured', () => {
    expect(summary.axes.map(({ metric, axis, truth, last }) => [metric, axis, truth, last?.value, last?.n])).toEqual([
      ['error', 'fidelity', null, 3, 2],
      ['tail', 'tail', 1, 0.1, 1],
    ]);
    expect([summary.seeds, summary.completed]).toEqual([3, 2]);
  });

  it('averages shares over generations, then seeds, and leaves generation 0 out', () => {
    expect(summary.realShare).toBeCloseTo((0.15 + 0.15 + 0.3) / 3, 14);
    expect(summary.realWeightShare).toBeCloseTo((0.3 + 0.3 + 0.6) / 3, 14);
  });

  it('totals costs over generations', () => {
    expect(summary.cost.sampled).toBeCloseTo((600 + 600 + 300) / 3, 12);
    expect(summary.cost.trained).toBeCloseTo(500 / 3, 12);
    expect(summary.cost.verifierCalls).toBeCloseTo(35 / 3, 12);
    expect(summary.cost.epochs).toBeCloseTo(10 / 3, 12);
  });

  it('dates early and late collapse', () => {
    // Early events: generation 1, censored at 2, divergence at 2; late: 2, censored at 2, divergence at 2.
    expect([summary.early.events, summary.early.median]).toEqual([2, 2]);
    expect([summary.late.events, summary.late.median]).toEqual([2, 2]);
    expect(summary.early.curve[0]).toMatchObject({ generation: 1, atRisk: 3, events: 1 });
    expect(summary.late.curve[0]).toMatchObject({ generation: 2, atRisk: 3, events: 2 });
  });
});
