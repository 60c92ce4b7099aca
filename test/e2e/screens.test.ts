/**
 * Every page on every screen: nothing sticks out, axe finds nothing, the console stays silent, what is loaded first is small,
 * and no script but the page's own runs. HEIRLOOM_SCREENSHOTS=1 keeps a picture of each in artifacts/screenshots, to be looked at.
 */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { launchBrowser } from '../support/browser.ts';
import { accessibilityViolations, keepScreenshot, type OpenPage, openPage, sidewaysOverflow } from '../support/page.ts';
import { expectPolicy, expectRefusal } from '../support/policy.ts';
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
async function check(name: string, { page, errors }: OpenPage, { colours = false } = {}): Promise<void> {
  expect(await sidewaysOverflow(page), name).toBeLessThanOrEqual(0);
  expect(await accessibilityViolations(page, { colours }), name).toEqual([]);
  const expected = name.startsWith('not-found') ? errors.filter((text) => !text.includes('404')) : errors;
  expect(expected, name).toEqual([]);
}

// The site knows of no scheme: what a reader prefers chooses among its styles, whenever it changes.
describe.concurrent.each(SCREENS)('on a $screen', ({ screen, viewport }) => {
  it.each(NAMES)('%s, in both schemes, with less than 200 kB of compressed JavaScript at first', async (name) => {
    const address = site.url + pages[name];
    await expectPolicy(address);
    const opened = await openPage(browser, address, { viewport });
    await opened.page.waitForLoadState('networkidle');
    const first = opened.scriptBytes();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(MAX_SCRIPT_BYTES);
    await readToTheEnd(opened.page);
    for (const colorScheme of SCHEMES) {
      await opened.page.emulateMedia({ colorScheme });
      // A scheme is other colours: what else there is to find has been looked for.
      await check(`${name}, ${colorScheme}`, opened, { colours: colorScheme !== SCHEMES[0] });
      await keepScreenshot(opened.page, `${name}-${screen}-${colorScheme}`);
    }
    await expectRefusal(opened.page);
    await opened.close();
  });
});

describe.concurrent('in Chinese, on a phone', () => {
  it.each(NAMES)('%s', async (name) => {
    const address = `${site.url}/zh${pages[name] === '/' ? '' : pages[name]}`;
    await expectPolicy(address);
    const opened = await openPage(browser, address, { viewport: { width: 390, height: 844 } });
    await readToTheEnd(opened.page);
    await check(name, opened);
    expect(await opened.page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    // A title is its author's; what stands around it is the site's.
    expect(await opened.page.locator('header nav').first().innerText()).toContain('排行榜');
    await keepScreenshot(opened.page, `${name}-phone-zh`);
    await expectRefusal(opened.page);
    await opened.close();
  });
});
