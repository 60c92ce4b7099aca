/** A researcher's way through the built site: from an empty board to an entry of one's own, in a real browser. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Submission } from '../../benchmarks/protocol/submission.ts';
import { BENCHMARKS } from '../../benchmarks/suite/catalog.ts';
import { launchBrowser } from '../support/browser.ts';
import { heirloom, temporaryFolder } from '../support/cli.ts';
import { accessibilityViolations, keepScreenshot, openPage, sidewaysOverflow } from '../support/page.ts';

const site = inject('site');
const BENCHMARK_IDS = BENCHMARKS.map(({ card }) => card.id);
const OWNER_SPECS = ['replace', 'oracle', 'retain:share=0.1'];
const STRANGER_SPEC = 'fresh:share=0.15';
const SMOKE_BOARD = `${site.url}/board/0.1/smoke/all/1`;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = path.join(temporaryFolder(), 'runs');
});
afterAll(() => browser.close());

/** Fills in what only an author knows. */
function fillDraft(bundle: string, title: string): void {
  const file = path.join(bundle, 'submission.json');
  const draft = JSON.parse(readFileSync(file, 'utf8')) as Submission;
  const filled = { ...draft, title, authors: [{ name: 'Ada Lovelace' }], licence: 'CC-BY-4.0', attempts: 1 };
  writeFileSync(file, JSON.stringify(filled));
}

const submit = (bundle: string, token?: string) =>
  heirloom(['submit', bundle, '--site', site.url, '--json'], {
    HEIRLOOM_DATA: path.join(folder, 'nothing-here'),
    ...(token === undefined ? {} : { HEIRLOOM_TOKEN: token }),
  });

describe('from an empty board to an entry of one’s own', () => {
  it('says how to be the first', async () => {
    const { page, errors, close } = await openPage(browser, SMOKE_BOARD);
    expect(await page.locator('main').innerText()).toContain('No entry here yet');
    expect(errors).toEqual([]);
    await close();
  });

  it('runs, checks and submits as the owner, and the board shows it at once', async () => {
    const run = await heirloom([
      'run',
      ...BENCHMARK_IDS,
      '--tier',
      'smoke',
      '--out',
      folder,
      '--strategy',
      ...OWNER_SPECS,
      STRANGER_SPEC,
    ]);
    expect(run.code, run.stderr).toBe(0);
    for (const spec of ['replace', 'oracle', 'retain-share-0.1']) {
      const bundle = path.join(folder, spec);
      expect((await heirloom(['check', bundle])).stdout).toContain('#/authors/0/name: blank');
      fillDraft(bundle, spec);
      expect((await heirloom(['check', bundle])).code).toBe(0);
      const { code, stdout, stderr } = await submit(bundle, site.adminToken);
      expect(code, stderr).toBe(0);
      const { id } = JSON.parse(stdout) as { id: string };
      const board = await (await fetch(SMOKE_BOARD)).text();
      expect(board).toContain(`/submissions/${id}`);
    }
  });

  it('lists a stranger’s bundle as reported, at the address that submit prints, once', async () => {
    const bundle = path.join(folder, 'fresh-share-0.15');
    fillDraft(bundle, 'A fresh share of my own');
    const refused = await submit(bundle);
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('No token: HEIRLOOM_TOKEN is not set')]);
    const wrong = await submit(bundle, 'not-a-token');
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('refused with 401')]);

    const made = await heirloom(['token', 'create', '--site', site.url], { HEIRLOOM_DATA: site.dataDir });
    const token = made.stdout.trim();
    const first = JSON.parse((await submit(bundle, token)).stdout) as { id: string; url: string; label: string };
    const second = JSON.parse((await submit(bundle, token)).stdout) as { id: string };
    expect(first.label).toBe('reported');
    expect(second.id).toBe(first.id);
    const { page, errors, close } = await openPage(browser, first.url);
    expect(await page.locator('h1').innerText()).toBe('A fresh share of my own');
    expect(await page.locator('main').innerText()).toContain(`--strategy ${STRANGER_SPEC} --tier smoke`);
    expect(errors).toEqual([]);
    await close();
  });

  it('shows four entries with scores, and draws every benchmark when it comes into view', async () => {
    const { page, errors, close } = await openPage(browser, SMOKE_BOARD);
    expect(await page.locator('table.cards tbody tr').count()).toBe(4);
    expect(await page.locator('table.cards').innerText()).toMatch(/oracle.*100\.0/s);
    await page.locator('.charts').scrollIntoViewIfNeeded();
    await page.locator('.recharts-line').first().waitFor();
    expect(await page.locator('figure .recharts-surface').count()).toBe(BENCHMARK_IDS.length);
    expect(await page.locator('.recharts-line').count()).toBe(4 * BENCHMARK_IDS.length);
    expect(errors).toEqual([]);
    await close();
  });

  it('can be read without JavaScript', async () => {
    const { page, close } = await openPage(browser, SMOKE_BOARD, { javaScriptEnabled: false });
    expect(await page.locator('table.cards tbody tr').count()).toBe(4);
    await page.getByRole('link', { name: 'retain:share=0.1' }).first().click();
    await page.locator('summary').first().click();
    expect(await page.locator('main').innerText()).toContain('Run it again');
    await close();
  });

  it('filters by links, keeps the address, and has real 404s', async () => {
    const { page, close } = await openPage(browser, SMOKE_BOARD);
    await page.getByRole('link', { name: /^retained \(1\)/ }).click();
    await page.waitForURL(/\/board\/0\.1\/smoke\/retained\/1$/);
    expect(await page.locator('table.cards').innerText()).toContain('retain:share=0.1');
    expect(await page.locator('table.cards').innerText()).not.toContain(STRANGER_SPEC);
    await close();
    for (const missing of [
      '/submissions/0000000000000000',
      '/board/0.1/smoke/nothing/1',
      '/board/0.1/smoke/all/2',
      '/nowhere',
    ]) {
      expect((await fetch(site.url + missing)).status, missing).toBe(404);
    }
  });
});

describe('on any screen', () => {
  const SCREENS = [
    { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
    { name: 'phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    { name: 'desktop-light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
    { name: 'desktop-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  ] as const;

  it.each(SCREENS)('$name: nothing sticks out, axe finds nothing', async ({ name, viewport, colorScheme }) => {
    const board = await (await fetch(SMOKE_BOARD)).text();
    const submission = /\/submissions\/[a-z0-9-]+/.exec(board)?.[0] ?? '';
    const pages = { board: SMOKE_BOARD, submission: site.url + submission, about: `${site.url}/about` };
    for (const [title, url] of Object.entries(pages)) {
      const { page, errors, close } = await openPage(browser, url, { viewport, colorScheme });
      if (title === 'board') {
        await page.locator('.charts').scrollIntoViewIfNeeded();
        await page.locator('.recharts-line').first().waitFor();
      }
      expect(await sidewaysOverflow(page), title).toBeLessThanOrEqual(0);
      expect(await accessibilityViolations(page), title).toEqual([]);
      expect(errors, title).toEqual([]);
      await keepScreenshot(page, `${title}-${name}`);
      await close();
    }
  });
});
