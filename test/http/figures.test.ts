/** Figures of every page: as pictures, as what they are drawn of, as cards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { type FilledApi, openFilledApi } from '../support/filled-api.ts';

let api: FilledApi;
const idOf = (strategy: string): string => api.idOf(strategy);

beforeAll(async () => {
  api = await openFilledApi();
}, 300_000);
afterAll(() => api?.close());

describe('a picture of a metric over the generations', () => {
  const figure = (path: string) => api.get(`/api/v1/figures/${path}`);

  it('is an SVG that names its lines, in the language asked for, and has an ETag', async () => {
    const asked = ['replace', 'oracle', 'retain'].map(idOf).join();
    const { status, body, headers } = await figure(`gaussian@1/primary?ids=${asked}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    for (const spec of ['replace', 'oracle', 'retain']) expect(String(body)).toContain(`>${spec}</text>`);
    expect(String(body)).toContain('aria-label="Gaussian: 2-Wasserstein distance, σ, lower is better');
    expect(headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
    const chinese = await figure(`gaussian@1/variance-ratio?ids=${asked}&language=zh`);
    expect(String(chinese.body)).toMatch(/xml:lang="zh-Hans" aria-label="[^"]*末代/);
  });

  it('has in colour the lines that are asked for, in the colours of their strategies', async () => {
    const asked = ['replace', 'oracle', 'retain', 'fresh', 'accumulate', 'temperature', 'freeze'].map(idOf).join();
    const names = (body: unknown) =>
      [
        ...String(body).matchAll(
          /class="sample"[^>]*stroke="var\(--([\w-]+)\)"[^>]*\/>\n<text class="name end"[^>]*>([^<]+)</g,
        ),
      ].map(([, colour, name]) => `${name} ${colour}`);
    const first = await figure(`gaussian@1/primary?ids=${asked}`);
    expect(names(first.body)).toContain('retain series-1');
    expect(names(first.body).filter((name) => name.startsWith('freeze'))).toEqual([]);
    const focused = await figure(`gaussian@1/primary?ids=${asked}&focus=${idOf('freeze')}`);
    expect(names(focused.body).filter((name) => name.includes('series-'))).toEqual(['freeze series-6']);
    const many = await figure(`gaussian@1/primary?ids=${asked}&focus=${asked}`);
    expect([many.status, many.body.detail]).toEqual([400, expect.stringContaining('at most 4 ids of submissions')]);
  });

  it('has laws and where collapse begins where they are asked for, and the score with every horizon', async () => {
    const asked = ['replace', 'oracle', 'retain'].map(idOf).join();
    const plain = await figure(`gaussian@1/variance-ratio?ids=${asked}`);
    const ruled = await figure(`gaussian@1/variance-ratio?ids=${asked}&rules=with`);
    expect(String(plain.body)).not.toContain('class="limit"');
    expect(String(ruled.body)).toContain('class="limit"');
    expect(String(ruled.body)).toContain('class="law"');
    const horizons = await figure(`gaussian@1/score-by-horizon?ids=${asked}&format=json`);
    const of = (name: string) => horizons.body.lines.find((line: { name: string }) => line.name === name);
    expect(of('oracle').points.every(([, score]: number[]) => score === 100)).toBe(true);
    expect(of('retain').points.at(-1)[0]).toBe(50);
  });

  it('has every seed as a thin line where they are asked for, of a few submissions', async () => {
    const asked = ['replace', 'retain'].map(idOf).join();
    const { body } = await figure(`gmm-2d@1/primary?ids=${asked}&seeds=with&format=json`);
    const seeds = benchmarkNamed('gmm-2d@1').card.tiers.standard.seeds;
    expect(body.strands).toHaveLength(2 * seeds);
    expect(body.strands.filter(({ isFirst }: { isFirst: boolean }) => isFirst)).toHaveLength(2);
    const [line] = body.lines;
    const atEnd = body.strands.slice(0, seeds).map(({ points }: { points: number[][] }) => points.at(-1)?.[1] ?? 0);
    const mean = atEnd.reduce((sum: number, value: number) => sum + value, 0) / seeds;
    expect(mean).toBeCloseTo(line.points.at(-1)[1], 5);
    expect((await figure(`gmm-2d@1/primary?ids=${asked}&format=json`)).body.strands).toBeUndefined();
    const five = ['replace', 'oracle', 'retain', 'fresh', 'accumulate'].map(idOf).join();
    const many = await figure(`gmm-2d@1/primary?ids=${five}&seeds=with`);
    expect([many.status, many.body.detail]).toEqual([400, expect.stringContaining('expected at most 4')]);
  });

  it('is there of every figure of the pages, as a picture and as what it is drawn of', async () => {
    const pair = `a=${idOf('retain')}&b=${idOf('fresh')}`;
    const addresses = {
      'pareto/0.1/standard/all/all?': 'dots',
      'pareto/0.1/standard/all/all?cost=training&': 'dots',
      [`profiles?${pair}&`]: 'lines',
      [`differences?${pair}&`]: 'rows',
      [`ledger/${idOf('retain')}/gaussian?`]: 'stack',
      [`entry/${idOf('retain')}?`]: 'rows',
      'about/lost?': 'lines',
      'about/gap?': 'lines',
      'about/following?': 'lines',
      'whose-output/full?': 'rows',
      'whose-output/split?': 'rows',
      [`histogram/${idOf('retain')}/text-transformer/sample-perplexity?`]: 'lines',
    };
    for (const [address, kind] of Object.entries(addresses)) {
      const svg = await figure(`${address}size=wide`);
      expect([svg.status, svg.headers.get('content-type')], address).toEqual([200, 'image/svg+xml']);
      expect(String(svg.body), address).toContain('viewBox="0 0 ');
      const data = await figure(`${address}format=json`);
      expect([data.status, data.body.kind], address).toEqual([200, kind]);
      expect(String(svg.body), address).toContain(`aria-label="${data.body.description.slice(0, 20)}`);
    }
    const { body } = await figure('pareto/0.1/standard/all/all?cost=training&format=json');
    const accumulate = body.dots.find(({ name }: { name: string }) => name === 'accumulate');
    const replace = body.dots.find(({ name }: { name: string }) => name === 'replace');
    // The last generation of accumulate trains on all before it; replace on one training set.
    expect([replace.x, accumulate.x > 2]).toEqual([1, true]);
  });

  it('is a card of PNG for other sites, with English words only and of one size', async () => {
    const png = await api.get(`/api/v1/figures/entry/${idOf('retain')}?format=png`);
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect([...png.body.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    const chinese = await figure(`entry/${idOf('retain')}?format=png&language=zh`);
    expect([chinese.status, chinese.body.code]).toEqual([400, 'bad-parameter']);
    const sized = await figure(`entry/${idOf('retain')}?format=png&size=wide`);
    expect([sized.status, sized.body.detail]).toEqual([400, expect.stringContaining('cards are 1200 × 630 px')]);
  });

  it('is none of a metric or a submission that there isn’t', async () => {
    const wrong = await figure(`gaussian@1/accuracy?ids=${idOf('replace')}`);
    expect([wrong.status, wrong.body.code]).toEqual([404, 'unknown-id']);
    const gone = await figure('gaussian@1/primary?ids=0123456789abcdef');
    expect([gone.status, gone.body.code]).toEqual([404, 'not-found']);
  });
});
