import { expect, it } from 'vitest';
import { z } from 'zod';
import { listParameters } from '../../../benchmarks/protocol/parameters.ts';
import { STRATEGIES } from '../../../benchmarks/strategies/catalog.ts';
import { BENCHMARKS } from '../../../benchmarks/suite/catalog.ts';

it('says what a parameter takes, with open ends, and its default', () => {
  const schema = z.strictObject({
    size: z.int().min(3).max(1_000).default(100),
    rate: z.number().gt(0).max(1).default(0.003),
    kind: z.enum(['a', 'b']).default('b'),
    loud: z.boolean().default(false),
  });
  expect(listParameters(schema)).toEqual([
    { name: 'size', takes: 'integer ≥ 3 ≤ 1000', default: '100' },
    { name: 'rate', takes: 'number > 0 ≤ 1', default: '0.003' },
    { name: 'kind', takes: 'a | b', default: 'b' },
    { name: 'loud', takes: 'boolean', default: 'false' },
  ]);
});

it('gives a parameter that may be left out no default', () => {
  const schema = z.strictObject({ base: z.enum(['small', 'large']).optional() });
  expect(listParameters(schema)).toEqual([{ name: 'base', takes: 'small | large', default: null }]);
});

it('prints no card’s parameter as undefined', () => {
  for (const { card } of [...BENCHMARKS, ...STRATEGIES]) {
    expect(JSON.stringify(listParameters(card.params)), card.id).not.toContain('undefined');
  }
});
