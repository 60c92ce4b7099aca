/** The form that takes bundles, with JavaScript and without, on a phone and on a desktop, from an empty database. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBMISSION_PATH } from '#benchmarks/bundle/layout.ts';
import { packed, tempFile } from '../support/archives.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BundleFiles, bundleOf, requireRun, setJson, writeBundle } from '../support/bundles.ts';
import { temporaryFolder } from '../support/cli.ts';
import { accessibilityViolations, openPage, sidewaysOverflow } from '../support/page.ts';
import { type Site, startSite } from '../support/site.ts';

const SCREENS = [
  ['a phone', { width: 390, height: 844 }],
  ['a desktop', { width: 1440, height: 900 }],
] as const;

let site: Site;
let browser: Browser;
let good: BundleFiles;
let token: string;
beforeAll(async () => {
  site = await startSite();
  browser = await launchBrowser();
  good = bundleOf([await requireRun('gaussian', 'retain:share=0.1')]);
  const response = await fetch(`${site.url}/api/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: 'a sender' }),
  });
  token = ((await response.json()) as { token: string }).token;
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const broken = (): string => {
  const files = new Map(good);
  setJson(files, SUBMISSION_PATH, { title: '' });
  return tempFile(packed(files));
};
const publish = (page: Page) => page.getByRole('button', { name: 'Publish' });

describe.each(SCREENS)('on %s', (_, viewport) => {
  it('says every fault without sending anything, then how it will read, and publishes', async () => {
    const { page, errors, close } = await openPage(browser, `${site.url}/submit`, { viewport });
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await page.getByLabel('Bundle (.tar.gz)').setInputFiles(broken());
    await page.getByRole('heading', { name: /To be mended/ }).waitFor();
    expect(await page.locator('.places').first().innerText()).toContain('submission.json');
    expect(await publish(page).isDisabled()).toBe(true);
    await page.getByLabel('or its folder').setInputFiles(writeBundle(good));
    await page.getByText('It passes the check.').waitFor();
    expect(await page.locator('.preview').innerText()).toContain('retain:share=0.1');
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(sent).toEqual([]);
    await page.getByLabel('Token').fill(token);
    await publish(page).click();
    await page.getByText('It is listed as reported.').waitFor();
    expect(sent).toHaveLength(1);
    expect(errors).toEqual([]);
    const address = await page.locator('.answer a').getAttribute('href');
    await page.goto(address as string);
    expect(await page.locator('main').innerText()).toContain('sent (who sent it)');
    await close();
  });

  it('works as a plain form, with the same answers', async () => {
    const options = { viewport, javaScriptEnabled: false };
    const { page, close } = await openPage(browser, `${site.url}/submit`, options);
    const send = async (file: string): Promise<void> => {
      await page.getByLabel('Token').fill(token);
      await page.getByLabel('Bundle (.tar.gz)').setInputFiles(file);
      await publish(page).click();
      await page.waitForLoadState();
    };
    await send(broken());
    expect(await page.locator('h1').innerText()).toBe('The bundle was not taken');
    expect(await page.locator('main').innerText()).toContain('submission.json');
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Back to the form' }).click();
    await send(tempFile(packed(good)));
    expect(page.url()).toMatch(/\/submissions\/[0-9a-f]{16}$/);
    await close();
  });
});

it('says of what is no bundle that it is none', async () => {
  const file = path.join(temporaryFolder(), 'notes.tar.gz');
  writeFileSync(file, 'notes');
  const { page, errors, close } = await openPage(browser, `${site.url}/zh/submit`);
  await page.getByLabel('提交包（.tar.gz）').setInputFiles(file);
  await page.getByText('it is no .tar.gz').waitFor();
  expect(errors).toEqual([]);
  await close();
});
