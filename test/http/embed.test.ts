/** Figures for other pages' frames: they may be framed by anybody, nothing else of the site may, and they run nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filledTemplate } from '../support/filled-template.ts';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
let ids: string;
beforeAll(async () => {
  const { template, submissions } = await filledTemplate();
  ids = [submissions.replace, submissions.oracle, submissions.retain].join();
  site = await startSite({ template });
}, 600_000);
afterAll(() => site?.stop());

const ask = async (address: string) => {
  const response = await fetch(site.url + address);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('a figure for frames', () => {
  it('has its picture, and a line that leads to the page it is from', async () => {
    const { status, headers, text } = await ask(`/embed/gaussian@1/primary?ids=${ids}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('<svg xmlns="http://www.w3.org/2000/svg" class="figure"');
    expect(text).toMatch(/<a href="http[^"]+\/benchmarks\/gaussian" target="_blank" rel="noopener">Source: Heirloom, /);
    const chinese = await ask(`/embed/gaussian@1/primary?ids=${ids}&language=zh&size=wide`);
    expect(chinese.text).toMatch(/<html lang="zh-Hans">.*viewBox="0 0 860 430".*\/zh\/benchmarks\/gaussian"/s);
  });

  it('may be framed by any page and runs no script; no other page may be framed', async () => {
    const { headers, text } = await ask('/embed/pareto/0.1/standard/all/all?size=wide');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect([headers.get('x-frame-options'), headers.get('x-content-type-options')]).toEqual([null, 'nosniff']);
    expect(text).not.toContain('<script');
    for (const other of ['/', '/compare', '/api', `/api/v1/figures/gaussian@1/primary?ids=${ids}`, '/embedded']) {
      const { headers: own } = await ask(other);
      expect(own.get('x-frame-options'), other).toBe('DENY');
      expect(own.get('content-security-policy'), other).toContain("frame-ancestors 'none'");
    }
  });

  it('that there is not says why, as a page', async () => {
    const unknown = await ask('/embed/gaussian@1/accuracy?ids=0123456789abcdef');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(unknown.text).toContain('accuracy');
    expect((await ask('/embed/nothing/of/the/kind/at/all')).status).toBe(404);
    const wrong = await ask(`/embed/gaussian@1/primary?ids=${ids}&size=huge`);
    expect([wrong.status, wrong.text.includes('one of narrow, column, wide')]).toEqual([400, true]);
  });
});
