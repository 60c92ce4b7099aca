/** The content security policy as a browser takes it: every page works under it, and no script but the page's own runs. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { launchBrowser } from '../support/browser.ts';
import { openPage } from '../support/page.ts';
import { readingPages, requireSnapshot } from '../support/reading-pages.ts';

const site = inject('site');
const NAMES = Object.keys(readingPages(site, ''));

let browser: Browser;
let pages: Readonly<Record<string, string>>;
beforeAll(async () => {
  browser = await launchBrowser();
  pages = readingPages(site, await requireSnapshot(site));
});
afterAll(() => browser.close());

const addressIn = (language: string, name: string): string =>
  language !== '' && pages[name] === '/' ? language : `${language}${pages[name]}`;

it.concurrent.each(NAMES.flatMap((name) => ['', '/zh'].map((language) => [name, language])))(
  '%s %s is whole, and refuses a script that is put into it',
  async (name, language) => {
    const address = site.url + addressIn(language as string, name as string);
    // The first answer may be a rendering, the second is from the cache.
    for (const policy of [await policyOf(address), await policyOf(address)])
      expect(policy).toMatch(/script-src 'self'( 'sha256-[0-9A-Za-z+/=]+')+;/);
    const { page, errors, close } = await openPage(browser, address, { bypassCSP: false });
    await readToTheEnd(page);
    expect(errors.filter((text) => name !== 'not-found' || !text.includes('404'))).toEqual([]);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.putInto = true';
      document.body.append(script);
      return 'putInto' in globalThis;
    });
    expect(ran).toBe(false);
    await close();
  },
);

it('is kept to while moving from page to page', async () => {
  const { page, errors, close } = await openPage(browser, site.url, { bypassCSP: false });
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

async function policyOf(address: string): Promise<string> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.headers.get('content-security-policy') ?? '';
}
