/** What readers come for, in as few steps as they have patience for: the best remedy, three compared, one cited. */
import { parse as parseBibtex } from 'bibtex-parse';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { SubmissionView } from '#leaderboard/views/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { cardOf } from '../support/card.ts';
import { openPage } from '../support/page.ts';

const site = inject('site');
const SCREENS = [
  ['a desktop', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Clicks, and counts them. */
function clicker() {
  let clicks = 0;
  return {
    click: async (what: ReturnType<Page['locator']>): Promise<void> => {
      clicks++;
      await what.click();
    },
    clicks: (): number => clicks,
  };
}

describe.each(SCREENS)('the best remedy for a text model with a tenth of real data, on %s', (_, viewport) => {
  it.each([true, false])('is found in three clicks from home; scripts: %s', async (javaScriptEnabled) => {
    const { page, errors, close } = await openPage(browser, `${site.url}/`, { viewport, javaScriptEnabled });
    const { click, clicks } = clicker();
    await click(page.getByText('More filters'));
    await click(page.locator('.more-filters').getByRole('link', { name: /^text \(/ }));
    await page.waitForURL(/\/group=text$/);
    const said = await page.locator('.leading-answer').innerText();
    const [, best = ''] = /With at most 10% real data, (\S+) is best: [\d.]+ \([\d.−]+ to [\d.−]+\)/.exec(said) ?? [];
    expect(best, said).not.toBe('');
    await click(page.locator('.leading-answer').getByRole('link', { name: best, exact: true }).last());
    await page.waitForURL(/\/submissions\/[0-9a-f]{16}$/);
    expect(await page.locator('main').innerText()).toContain(`--strategy ${best}`);
    expect(clicks()).toBeLessThanOrEqual(3);
    expect(errors).toEqual([]);
    await close();
  });
});

describe('three are compared', () => {
  it('from the board, and the page says at a glance who is ahead of whom', async () => {
    const { page, errors, close } = await openPage(browser, `${site.url}/board/0.1/standard/all`);
    for (const spec of ['retain', 'temperature', 'fresh'])
      await page.getByLabel(`Compare ${spec}`, { exact: true }).check();
    await page.getByRole('button', { name: 'Compare the ticked' }).click();
    await page.waitForURL(/\/compare\?a=[0-9a-f]{16}&b=[0-9a-f]{16}&c=[0-9a-f]{16}$/);
    expect(await page.locator('.matrix tbody tr').count()).toBe(3);
    const forest = page.locator('.compare-halves img').first();
    const source = new URL((await forest.getAttribute('src')) ?? '', site.url);
    source.searchParams.set('format', 'json');
    const figure = (await (await fetch(source)).json()) as { kind: string; rows: { marks: { value: number }[] }[] };
    expect([figure.kind, figure.rows.length]).toEqual(['rows', 3]);
    // Who is ahead is named first, the largest difference on top.
    const values = figure.rows.map(({ marks }) => marks[0]?.value ?? Number.NaN);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(errors).toEqual([]);
    await close();
  });
});

describe('one is cited', () => {
  const address = (): string => `${site.url}/submissions/${site.submissions.retain}`;
  const asked = async (): Promise<SubmissionView> =>
    (await fetch(`${site.url}/api/v1/submissions/${site.submissions.retain}`)).json() as Promise<SubmissionView>;

  it('by what Zotero reads of the page: Highwire and Dublin Core say that it is a data set, whose, of when and where', async () => {
    const { title, authors, createdAt, licence } = await asked();
    const { page, close } = await openPage(browser, address());
    const meta = (name: string): Promise<(string | null)[]> =>
      page.locator(`meta[name="${name}"]`).evaluateAll((all) => all.map((tag) => tag.getAttribute('content')));
    const names = authors.map(({ name }) => name);
    const [, page_] = /(\/submissions\/[0-9a-f]{16})$/.exec(address()) ?? [];
    expect(await meta('citation_title')).toEqual([title]);
    expect(await meta('citation_author')).toEqual(names);
    expect(await meta('citation_publication_date')).toEqual([createdAt.slice(0, 10).replaceAll('-', '/')]);
    expect((await meta('citation_public_url'))[0]).toMatch(new RegExp(`^http.*${page_}$`));
    expect(await meta('DC.type')).toEqual(['Dataset']);
    expect(await meta('DC.creator')).toEqual(names);
    expect(await meta('DC.rights')).toEqual([licence]);
    expect(await page.locator('meta[property="og:type"]').count()).toBe(0);
    await close();
  });

  it('by files, which the page gives: RIS, BibTeX and CSL-JSON have title, authors, year, publisher and address', async () => {
    const { title, authors, createdAt, bundleDigest } = await asked();
    const { page, close } = await openPage(browser, address());
    const year = createdAt.slice(0, 4);
    const file = async (format: string): Promise<string> => {
      const link = page.locator(`.cite-box a[href$="/${format}"]`);
      return (await fetch(new URL((await link.getAttribute('href')) ?? '', site.url))).text();
    };
    const ris = await file('ris');
    const tag = (name: string): string[] =>
      [...ris.matchAll(new RegExp(`^${name}  - (.*?)\\r?$`, 'gm'))].map(([, value = '']) => value);
    expect([tag('TY'), tag('TI'), tag('PY'), tag('AU').length]).toEqual([['DATA'], [title], [year], authors.length]);
    expect(tag('UR')[0]).toContain(new URL(address()).pathname);
    expect(ris).toMatch(/\r?\nER {2}- ?\r?\n?$/);
    const [item] = parseBibtex(await file('bibtex')).filter(({ itemtype }) => itemtype === 'entry');
    const field = (name: string): string | undefined =>
      item?.fields.find((own) => own.name === name)?.value.replace(/^[{"]|[}"]$/g, '');
    expect([field('year'), field('author') !== undefined, field('url')?.includes('/submissions/')]).toEqual([
      year,
      true,
      true,
    ]);
    const csl = JSON.parse(await file('csl-json')) as readonly Record<string, unknown>[];
    expect(csl[0]).toMatchObject({
      type: 'dataset',
      title,
      issued: { 'date-parts': [[Number(year), expect.any(Number), expect.any(Number)]] },
    });
    expect(JSON.stringify(csl)).toContain(bundleDigest);
    await close();
  });

  it('and a link to it shows its scores: a card of the measures that it names', async () => {
    const { path, ...card } = await cardOf(site.url, new URL(address()).pathname);
    expect(path).toBe(`/api/v1/figures/entry/${site.submissions.retain}?format=png`);
    expect(card).toEqual({ status: 200, type: 'image/png', measures: [1200, 630] });
  });
});
