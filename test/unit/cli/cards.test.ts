/** What `list` and `show` make of cards. */
import { describe, expect, it } from 'vitest';
import { inFamilies } from '#benchmarks/cli/metric-families.ts';
import { describeParameters } from '#benchmarks/protocol/parameters.ts';
import { STRATEGIES } from '#benchmarks/strategies/catalog.ts';
import { LEADING, METRICS } from '#benchmarks/suite/catalog.ts';
import { heirloom } from '../../support/cli.ts';

const CARDS = [...LEADING, ...STRATEGIES].map(({ card }) => card);

describe('parameters', () => {
  it.each(CARDS)('of $id have a meaning, a range and a default', ({ params }) => {
    for (const { name, meaning, takes, default: value } of describeParameters(params)) {
      expect(meaning, name).toMatch(/^\p{Lu}.*[^.]$/u);
      expect(takes, name).toMatch(/ to |[<>≤≥]| \| /);
      expect(value, name).not.toBe('undefined');
    }
  });

  it('read as their schemas say', () => {
    const of = (id: string) => describeParameters(CARDS.find((card) => card.id === id)?.params as never);
    const takesOf = (id: string) => Object.fromEntries(of(id).map(({ name, takes }) => [name, takes]));
    expect(takesOf('gaussian')).toEqual({
      components: 'integer, 2 to 10',
      sampleSize: 'integer, 3 to 1000000',
      dimension: 'integer, 1 to 50',
      estimator: 'unbiased | mle',
    });
    expect(takesOf('retain')).toEqual({
      share: 'number, > 0, < 1',
      redraw: 'true | false',
      every: 'integer, 1 to 1000',
    });
    expect(takesOf('mix-sources').own).toBe('equal | number, 0 to 1');
    expect(of('text-transformer').find(({ name }) => name === 'base')?.default).toBeNull();
  });
});

describe('metrics of one kind', () => {
  it('share a line: 10 digits, 10 ranks, 10 tenths, 23 bins and 5 quantiles are five of them', () => {
    const listed = inFamilies(METRICS).map(({ id }) => id);
    expect(METRICS.length - listed.length).toBe(10 + 10 + 10 + 23 + 5 - 5);
    expect(listed).toEqual(
      expect.arrayContaining([
        'digit-0…9-share',
        'rank-1…10-share',
        'sample-perplexity-bin-1…23',
        'sample-perplexity-p1…p99',
        'w2-root',
      ]),
    );
    expect(listed.filter((id) => /bin-\d+$|^digit-\d-share$/.test(id))).toEqual([]);
  });

  it('are listed so by the command line, and each by itself for programs', async () => {
    const { stdout } = await heirloom(['list', 'metrics']);
    expect(stdout).toMatch(/^digit-0…9-share +Share of each digit/m);
    expect(stdout).not.toContain('digit-3-share');
    const json = JSON.parse((await heirloom(['list', 'metrics', '--json'])).stdout) as { metrics: { id: string }[] };
    expect(json.metrics.map(({ id }) => id)).toEqual(METRICS.map(({ id }) => id));
    expect((await heirloom(['show', 'text-transformer'])).stdout).not.toContain('sample-perplexity-bin-2 ');
  });
});
