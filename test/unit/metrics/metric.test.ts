/** What makes a metric one object: it is measured by itself, draws by itself, and its benchmark gives exactly what is listed. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { metric as kl } from '#benchmarks/metrics/kl.ts';
import { constantTruths, defineMetric, measureAll } from '#benchmarks/metrics/metric.ts';
import { Stream } from '#benchmarks/numerics/stream.ts';
import { BENCHMARKS, METRICS } from '#benchmarks/suite/catalog.ts';
import { card as gaussian } from '#benchmarks/suite/gaussian/card.ts';

const about = { name: 'Test', summary: 'For a test', unit: 'x', better: 'lower', range: [0, null] } as const;
const constant = defineMetric({ ...about, id: 'constant', truth: 0, measure: ({ value }: { value: number }) => value });
const drawn = defineMetric({
  ...about,
  id: 'drawn',
  measure: ({ scale }: { scale: number }, own) => scale * own().uniform(),
});

describe('measureAll', () => {
  it('gives each metric what it has to see, and the same draws whatever stands beside it', () => {
    const rng = () => new Stream('seed/1/gen/3/evaluate');
    const seen = { value: 2, scale: 1 };
    const alone = measureAll([drawn], seen, rng());
    expect(measureAll([constant, drawn], seen, rng())).toEqual({ constant: 2, ...alone });
    const used = rng();
    for (let i = 0; i < 10; i++) used.uniform();
    expect(measureAll([drawn, constant], seen, used)).toEqual({ constant: 2, ...alone });
    expect(alone.drawn).toBe(new Stream('seed/1/gen/3/evaluate/drawn').uniform());
  });

  it('knows by type which metrics it gives, and what they see', () => {
    const values = measureAll([constant, drawn], { value: 1, scale: 1 }, new Stream('types'));
    expectTypeOf(values).toEqualTypeOf<Record<'constant' | 'drawn', number | null>>();
    // @ts-expect-error what one of them sees is missing
    expect(() => measureAll([constant, drawn], { value: 1 }, new Stream('types'))).not.toThrow();
    type Listed = (typeof gaussian)['metrics'][number]['id'];
    expectTypeOf<
      'w2-root' | 'w2' | 'kl' | 'mean-error' | 'variance-ratio' | 'tail-mass' | 'central-escape'
    >().toExtend<Listed>();
    expectTypeOf<string>().not.toExtend<Listed>();
  });
});

describe('the catalog', () => {
  it('has each metric once, as the same object wherever it is listed', () => {
    const listed = BENCHMARKS.flatMap(({ card }) => card.metrics);
    expect(METRICS.map(({ id }) => id)).toEqual([...new Set(listed.map(({ id }) => id))]);
    for (const { axis: _, since: __, ...metric } of listed) {
      expect(metric).toEqual(METRICS.find(({ id }) => id === metric.id));
    }
    expect(METRICS.find(({ id }) => id === 'kl')).toEqual(kl);
  });

  it.each(BENCHMARKS.map(({ card }) => card))('$id lists its primary metric first and no metric twice', (card) => {
    const ids = card.metrics.map(({ id }) => id);
    expect(ids[0]).toBe(card.primary);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { range, truth } of card.metrics) {
      if (truth === undefined) continue;
      expect(truth).toBeGreaterThanOrEqual(range[0] ?? truth);
      expect(truth).toBeLessThanOrEqual(range[1] ?? truth);
    }
  });

  it('says where the truth is the same in every benchmark', () => {
    expect(constantTruths(gaussian.metrics)).toMatchObject({
      'w2-root': 0,
      w2: 0,
      kl: 0,
      'mean-error': 0,
      'variance-ratio': 1,
      'tail-mass': 0.01,
      'central-escape': 0.01,
    });
  });
});
