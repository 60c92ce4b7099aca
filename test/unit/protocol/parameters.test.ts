import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeParameters } from '#benchmarks/protocol/parameters.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';

it('says what a parameter takes, with open ends, and its default', () => {
  const schema = z.strictObject({
    size: z.int().min(3).max(1_000).default(100).describe('real examples'),
    rate: z.number().gt(0).max(1).default(0.003),
    kind: z.enum(['a', 'b']).default('b'),
    loud: z.boolean().default(false),
  });
  expect(describeParameters(schema)).toEqual([
    { name: 'size', meaning: 'real examples', takes: 'integer, 3 to 1000', default: '100' },
    { name: 'rate', meaning: '', takes: 'number, > 0, ≤ 1', default: '0.003' },
    { name: 'kind', meaning: '', takes: 'a | b', default: 'b' },
    { name: 'loud', meaning: '', takes: 'true | false', default: 'false' },
  ]);
});

it('gives a parameter that may be left out no default', () => {
  const schema = z.strictObject({ base: z.enum(['small', 'large']).optional() });
  expect(describeParameters(schema)).toEqual([{ name: 'base', meaning: '', takes: 'small | large', default: null }]);
});

it('prints no card’s parameter as undefined', () => {
  for (const { card } of [...BENCHMARKS, ...STRATEGIES]) {
    expect(JSON.stringify(describeParameters(card.params)), card.id).not.toContain('undefined');
  }
});
