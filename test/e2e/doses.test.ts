/** Dose and response as a reader sees it: with and without JavaScript, on a desktop and on a phone, in both languages and schemes. */
import type { Browser, Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { packed } from '../support/archives.ts';
import { launchBrowser } from '../support/browser.ts';
import { cardOf } from '../support/card.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { untilScored } from '../support/filled-template.ts';
import { accessibilityViolations, openPage, sidewaysOverflow } from '../support/page.ts';
import { type Site, startSite } from '../support/site.ts';

const GAUSSIAN = 'gaussian@2';
const DRIFT = 'gaussian-drift';
/** By specification: the quality, and what it ran. */
const ENTRIES: readonly (readonly [spec: string, quality: number, benchmarks: readonly string[]])[] = [
  ['replace', 0, [GAUSSIAN, DRIFT]],
  ['oracle', 100, [GAUSSIAN, DRIFT]],
  ['fresh:share=0.05', 30, [GAUSSIAN]],
  ['fresh:share=0.1', 45, [GAUSSIAN]],
  ['fresh:share=0.2', 70, [GAUSSIAN]],
  ['temperature:value=1.05', 20, [GAUSSIAN]],
  ['retain:share=0.05', 30, [DRIFT]],
  ['retain:share=0.1', 60, [DRIFT]],
];
const BENCHMARK = `/benchmarks/${DRIFT}/quick`;
const BOARD = '/board/0.3/quick/all/group=gaussian';
const FAMILY = '/strategies/fresh';

let site: Site;
let browser: Browser;
/** Of the entries, by specification. */
const addresses = new Map<string, string>();
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  for (const [spec, quality, benchmarks] of ENTRIES) {
    const body = new Uint8Array(packed(await fabricateBundle({ spec, tier: 'quick', benchmarks, quality })));
    const headers = { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' };
    const answer = await fetch(`${site.url}/api/v1/submissions`, { method: 'POST', headers, body });
    const said = (await answer.json()) as { id: string };
    expect(answer.status, `${spec}: ${JSON.stringify(said)}`).toBe(201);
    addresses.set(spec, `/submissions/${said.id}`);
  }
  await untilScored(site);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** The picture that a page shows, as the site sends it. */
async function pictureOf(image: Locator): Promise<string> {
  const response = await fetch(new URL((await image.getAttribute('src')) ?? '', site.url));
  expect(response.headers.get('content-type')).toBe('image/svg+xml');
  return response.text();
}

/** How many circles stand in it, each in two arcs. */
const signsIn = (svg: string): number => (svg.match(/a3\.6 3\.6 0 1 0 7\.2 0/g) ?? []).length;

describe('a link to a family of strategies', () => {
  it('shows its doses', async () => {
    const { path, ...card } = await cardOf(site.url, FAMILY);
    expect(path).toContain('family=fresh');
    expect(card).toEqual({ status: 200, type: 'image/png', measures: [1200, 630] });
  });
});

describe('without JavaScript', () => {
  it('a family’s page draws scores, the law and costs, and its table has the numbers', async () => {
    const { page, close } = await openPage(browser, site.url + FAMILY, { javaScriptEnabled: false });
    const doses = page.locator('section[aria-labelledby="doses"]');
    expect(await doses.locator('.chart-figure img').count()).toBe(3);
    const gaussian = await pictureOf(doses.getByRole('img', { name: 'Gaussian', exact: true }));
    expect(signsIn(gaussian)).toBe(3);
    expect(await pictureOf(doses.getByRole('img', { name: /gap closed in/i }))).toContain('<path class="law"');
    expect(await doses.innerText()).toContain('law 10 expects');
    await doses.locator('summary', { hasText: 'numbers' }).last().click();
    expect(await doses.locator('tbody tr').count()).toBe(3);
    expect(await doses.locator('tbody tr').last().innerText()).toContain('fresh, ≤ 20% real, ≤ M');
    await close();
  });

  it('a board draws its families, and says what is missing where there is none', async () => {
    const { page, close } = await openPage(browser, site.url + BOARD, { javaScriptEnabled: false });
    const doses = page.locator('section[aria-labelledby="doses"]');
    expect(signsIn(await pictureOf(doses.getByRole('img', { name: 'Dose and response' })))).toBe(3);
    expect(await doses.locator('.legend a').getAttribute('href')).toBe(FAMILY);
    await page.goto(`${site.url}${BOARD.replace('/all/', '/closed/')}`);
    expect(await doses.locator('img').count()).toBe(0);
    expect(await doses.innerText()).toContain('No family on this board has two doses yet');
    await page.goto(`${site.url}/strategies/temperature`);
    expect(await doses.innerText()).toContain("'temperature:value={");
    await page.goto(`${site.url}/strategies/accumulate`);
    expect(await doses.count()).toBe(0);
    await close();
  });
});

describe('where else doses stand', () => {
  it('a benchmark’s page draws the families that ran it with two of them', async () => {
    const { page, close } = await openPage(browser, site.url + BENCHMARK, { javaScriptEnabled: false });
    const picture = page
      .locator('section[aria-labelledby="doses"]')
      .getByRole('img', { name: /score by share of real data$/ });
    const svg = await pictureOf(picture);
    expect(signsIn(svg)).toBe(2);
    expect(svg).toContain('>retain</text>');
    expect(svg).not.toContain('>fresh</text>');
    await close();
  });

  it('an entry’s page has its family’s, with a ring around its own; one without another dose has none', async () => {
    const { page, close } = await openPage(browser, site.url + addresses.get('retain:share=0.05'), {
      javaScriptEnabled: false,
    });
    const svg = await pictureOf(page.locator('img[src*="marked="]'));
    expect(signsIn(svg)).toBe(2);
    expect(svg).toContain('>this entry</text>');
    await page.goto(site.url + addresses.get('temperature:value=1.05'));
    expect(await page.locator('img[src*="marked="]').count()).toBe(0);
    expect(await page.locator('img[src*="/figures/entry/"]').count()).toBe(1);
    await close();
  });
});

describe.each([
  ['desktop', 1440],
  ['phone', 390],
] as const)('on a %s', (_screen, width) => {
  it.each(['', '/zh'])('all pages hold, in both schemes: %s', async (locale) => {
    for (const [name, address] of Object.entries({ family: FAMILY, board: BOARD, benchmark: BENCHMARK })) {
      const opened = await openPage(browser, site.url + locale + address, { viewport: { width, height: 844 } });
      await opened.page.locator('section[aria-labelledby="doses"] summary').first().click();
      await readToTheEnd(opened.page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await opened.page.emulateMedia({ colorScheme });
        expect(await sidewaysOverflow(opened.page), name).toBeLessThanOrEqual(0);
        expect(await accessibilityViolations(opened.page, { colours: colorScheme === 'dark' }), name).toEqual([]);
      }
      expect(opened.errors).toEqual([]);
      await opened.close();
    }
  });
});
