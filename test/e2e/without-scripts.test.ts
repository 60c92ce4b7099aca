/** What pages say without JavaScript, and on paper: the server draws it. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from '../support/page.ts';

const site = inject('site');
const { replace, retain, oracle, freeze } = site.submissions;
const QUIET = { javaScriptEnabled: false };
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('an address that is none', () => {
  it.each([
    ['/nowhere', 'en', 'There is nothing here', 'Board'],
    ['/zh/nowhere', 'zh-Hans', '这里什么也没有', '排行榜'],
    ['/submissions/0000000000000000', 'en', 'There is nothing here', 'Board'],
    ['/zh/benchmarks/nothing', 'zh-Hans', '这里什么也没有', '排行榜'],
    ['/_next/static/nothing.js', 'en', 'There is nothing here', 'Board'],
  ])('%s is a whole page in its language', async (path, language, title, board) => {
    const answer = await fetch(site.url + path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(Buffer.byteLength(await answer.text())).toBe(Number(answer.headers.get('content-length')));
    const { page, close } = await openPage(browser, site.url + path, QUIET);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('h1').innerText()).toBe(title);
    expect(await page.locator('header nav').first().innerText()).toContain(board);
    await close();
  });

  it('stays that page when its scripts have run, and its policy lets none but those run', async () => {
    const { page, errors, close } = await openPage(browser, `${site.url}/zh/nowhere`);
    await page.waitForLoadState('networkidle');
    expect(await page.locator('h1').innerText()).toBe('这里什么也没有');
    expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
    await close();
    const policy = (await fetch(`${site.url}/nowhere`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self' 'sha256-");
    expect(policy.split(';').find((rule) => rule.includes('script-src'))).not.toContain("'unsafe-inline'");
  });

  it('is a problem document below /api', async () => {
    const answer = await fetch(`${site.url}/api/v1/nothing`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });
});

describe('without JavaScript', () => {
  it('the viewer shows the first and the last generation of both', async () => {
    const { page, close } = await openPage(browser, `${site.url}/collapse/gmm-2d`, QUIET);
    const captions = await page.locator('.viewer-stills figcaption strong').allInnerTexts();
    expect(captions.map((text) => Number(/\d+$/.exec(text)?.[0]))).toEqual([0, 50, 0, 50]);
    expect(await page.locator('.viewer-stills svg.stage').count()).toBe(4);
    expect(await page.locator('.viewer').isVisible()).toBe(false);
    await close();
  });

  it('a submission has all benchmarks at a glance and the figures of their ledgers', async () => {
    const { page, close } = await openPage(browser, `${site.url}/submissions/${retain}`, QUIET);
    const rows = await page.locator('.summary-table tbody tr').count();
    expect(rows).toBeGreaterThan(4);
    expect(await page.locator('img[src*="/figures/ledger/"]').count()).toBe(rows);
    await close();
  });

  it('a comparison has its matrix', async () => {
    const { page, close } = await openPage(
      browser,
      `${site.url}/compare?a=${retain}&b=${freeze}&c=${replace}&d=${oracle}`,
      QUIET,
    );
    expect(await page.locator('table.matrix td').count()).toBe(16);
    await close();
  });
});

describe('on paper', () => {
  it('what is folded on a screen and said nowhere else is open', async () => {
    const { page, close } = await openPage(browser, `${site.url}/compare?a=${retain}&b=${freeze}`);
    const sentence = page.locator('.conclusion').first();
    expect(await sentence.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect((await sentence.boundingBox())?.height).toBeGreaterThan(0);
    await close();
  });

  it('a board takes four pages of A4 at most', async () => {
    const { page, close } = await openPage(browser, site.url);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThanOrEqual(4);
    await close();
  });
});
