/**
 * Every page on every screen: nothing sticks out, axe finds nothing, the console stays silent. Keeps a picture of each in
 * artifacts/screenshots, to be looked at.
 */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { launchBrowser } from '../support/browser.ts';
import { accessibilityViolations, keepScreenshot, openPage, PATIENCE_MS, sidewaysOverflow } from '../support/page.ts';
import { readingPages, requireSnapshot } from '../support/reading-pages.ts';

const site = inject('site');
const NAMES = Object.keys(readingPages(site, ''));
const SCREENS = [
  { screen: 'phone', viewport: { width: 390, height: 844 } },
  { screen: 'desktop', viewport: { width: 1440, height: 900 } },
] as const;
const SCHEMES = ['light', 'dark'] as const;
/** What a first load may send of compressed JavaScript. */
const MAX_SCRIPT_BYTES = 200_000;

let browser: Browser;
let pages: Readonly<Record<string, string>>;
beforeAll(async () => {
  browser = await launchBrowser();
  pages = readingPages(site, await requireSnapshot(site));
});
afterAll(() => browser.close());

/** Checks what holds for every page. A page that isn't there says so on the console, as the browser does. */
async function check(name: string, { page, errors }: { page: Page; errors: readonly string[] }): Promise<void> {
  expect(await sidewaysOverflow(page), name).toBeLessThanOrEqual(0);
  expect(await accessibilityViolations(page), name).toEqual([]);
  const expected = name.startsWith('not-found') ? errors.filter((text) => !text.includes('404')) : errors;
  expect(expected, name).toEqual([]);
}

// The site knows of no scheme: what a reader prefers chooses among its styles, whenever it changes.
describe.concurrent.each(SCREENS)('on a $screen', ({ screen, viewport }) => {
  it.each(NAMES)('%s, in both schemes', async (name) => {
    const opened = await openPage(browser, site.url + pages[name], { viewport });
    await readToTheEnd(opened.page);
    for (const colorScheme of SCHEMES) {
      await opened.page.emulateMedia({ colorScheme });
      await check(`${name}, ${colorScheme}`, opened);
      await keepScreenshot(opened.page, `${name}-${screen}-${colorScheme}`);
    }
    await opened.close();
  });
});

describe.concurrent('in Chinese, on a phone', () => {
  it.each(NAMES)('%s', async (name) => {
    const address = pages[name] === '/' ? '/zh' : `/zh${pages[name]}`;
    const opened = await openPage(browser, site.url + address, { viewport: { width: 390, height: 844 } });
    await readToTheEnd(opened.page);
    await check(name, opened);
    expect(await opened.page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    // A title is its author's; what stands around it is the site's.
    expect(await opened.page.locator('header nav').first().innerText()).toContain('排行榜');
    await keepScreenshot(opened.page, `${name}-phone-zh`);
    await opened.close();
  });
});

describe.concurrent('the first load', () => {
  it.each(NAMES)('%s sends less than 200 kB of compressed JavaScript', async (name) => {
    const context = await browser.newContext();
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const scripts = new Set<string>();
    let bytes = 0;
    session.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await page.goto(site.url + pages[name], { waitUntil: 'networkidle' });
    await context.close();
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(MAX_SCRIPT_BYTES);
  });
});
