/** The content security policy goes with a reader from page to page; each page by itself is seen under it in screens.test.ts. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from '../support/page.ts';

const site = inject('site');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('is kept to while moving from page to page', async () => {
  const { page, errors, close } = await openPage(browser, site.url);
  for (const [at, heading] of [
    ['/strategies', 'Strategies'],
    ['/benchmarks', 'Benchmarks'],
  ] as const) {
    await page.locator(`header nav a[href="${at}"]`).click();
    await page.waitForURL(`**${at}`);
    expect(await page.locator('h1').first().innerText()).toContain(heading.slice(0, -3));
  }
  expect(errors).toEqual([]);
  await close();
});
