/**
 * Every page on every screen: nothing sticks out, axe finds nothing, the console stays silent, what is loaded first is small,
 * and no script but the page's own runs.
 */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { launchBrowser } from '../support/browser.ts';
import { accessibilityViolations, type OpenPage, openPage, sidewaysOverflow } from '../support/page.ts';
import { expectPolicy, expectRefusal } from '../support/policy.ts';
import { readingPages, requireSnapshot } from '../support/reading-pages.ts';

const site = inject('site');
const NAMES = Object.keys(readingPages(site, ''));
const PHONE = { width: 390, height: 844 };
/** A page is loaded at one size, which what it loads at first is said of, and looked at in these. */
const LOADED_AT = { width: 1280, height: 720 };
const SCREENS = [
  { screen: 'desktop', viewport: { width: 1440, height: 900 } },
  { screen: 'phone', viewport: PHONE },
] as const;
const SCHEMES = ['light', 'dark'] as const;
/** What a first load may send of compressed JavaScript. */
const MAX_SCRIPT_BYTES = 130_000;

let browser: Browser;
let pages: Readonly<Record<string, string>>;
beforeAll(async () => {
  browser = await launchBrowser();
  pages = readingPages(site, await requireSnapshot(site));
});
afterAll(() => browser.close());

/** Asked before anybody scrolls: charts come with their code when they are seen. */
async function expectSmallScripts({ page, scriptBytes }: OpenPage): Promise<void> {
  await page.waitForLoadState('networkidle');
  expect(scriptBytes()).toBeGreaterThan(0);
  expect(scriptBytes()).toBeLessThan(MAX_SCRIPT_BYTES);
}

/** Checks what holds for every page. A page that isn't there says so on the console, as the browser does. */
async function check(name: string, { page, errors }: OpenPage, { colours = false } = {}): Promise<void> {
  expect(await sidewaysOverflow(page), name).toBeLessThanOrEqual(0);
  expect(await accessibilityViolations(page, { colours }), name).toEqual([]);
  const expected = name.startsWith('not-found') ? errors.filter((text) => !text.includes('404')) : errors;
  expect(expected, name).toEqual([]);
}

// The site knows of no scheme and of no screen: what a reader prefers and has chooses among its styles, whenever it changes.
describe.concurrent('on a desktop and on a phone, in both schemes', () => {
  it.each(NAMES)('%s', async (name) => {
    const address = site.url + pages[name];
    await expectPolicy(address);
    const opened = await openPage(browser, address, { viewport: LOADED_AT });
    await expectSmallScripts(opened);
    for (const { screen, viewport } of SCREENS) {
      await opened.page.setViewportSize(viewport);
      await readToTheEnd(opened.page);
      for (const colorScheme of SCHEMES) {
        await opened.page.emulateMedia({ colorScheme });
        // A scheme is other colours: what else there is to find has been looked for.
        await check(`${name}, ${screen}, ${colorScheme}`, opened, { colours: colorScheme !== SCHEMES[0] });
      }
    }
    await expectRefusal(opened.page);
    await opened.close();
  });
});

describe.concurrent('in Chinese, on a phone', () => {
  it.each(NAMES)('%s', async (name) => {
    const address = `${site.url}/zh${pages[name] === '/' ? '' : pages[name]}`;
    await expectPolicy(address);
    const opened = await openPage(browser, address, { viewport: PHONE });
    await readToTheEnd(opened.page);
    await check(name, opened);
    expect(await opened.page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    // A title is its author's; what stands around it is the site's.
    expect(await opened.page.locator('header nav').first().innerText()).toContain('排行榜');
    await expectRefusal(opened.page);
    await opened.close();
  });
});
