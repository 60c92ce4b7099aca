/** The ways of the three users through the built site, in a real browser, from an empty database: submit, compare, cite. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import { benchmarksOf } from '#benchmarks/suite/catalog.ts';
import type { BoardView } from '#leaderboard/views/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { writeBundle } from '../support/bundles.ts';
import { heirloom, temporaryFolder } from '../support/cli.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { openPage } from '../support/page.ts';
import { type Site, startSite } from '../support/site.ts';

/** The first suite: its benchmarks are quick to run. */
const BENCHMARK_IDS = benchmarksOf('0.1').map(({ id }) => id);
/** What the owner sends, with the score that each comes out near. */
const OWN = { replace: 0, oracle: 100, 'retain:share=0.1': 60, temperature: 30 };
/** What a stranger runs and sends. */
const STRANGER = { spec: 'fresh:share=0.15', folder: 'fresh-share-0.15', title: 'A fresh share of my own' };

let site: Site;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  site = await startSite();
  browser = await launchBrowser();
  folder = path.join(temporaryFolder(), 'runs');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const board = (): string => `${site.url}/board/0.1/quick/all`;

/** Fills in what only an author knows. */
function fillDraft(bundle: string, title: string): void {
  const file = path.join(bundle, 'submission.json');
  const draft = JSON.parse(readFileSync(file, 'utf8')) as Submission;
  const filled = { ...draft, title, authors: [{ name: 'Ada Lovelace' }], licence: 'CC-BY-4.0', attempts: 1 };
  writeFileSync(file, JSON.stringify(filled));
}

const asNobody = (): Record<string, string> => ({ HEIRLOOM_DATA: path.join(folder, 'nothing-here') });
const submit = (bundle: string, token?: string) =>
  heirloom(['submit', bundle, '--site', site.url, '--json'], {
    ...asNobody(),
    ...(token === undefined ? {} : { HEIRLOOM_TOKEN: token }),
  });

describe('a researcher submits', () => {
  it('and is told how to be the first', async () => {
    const { page, errors, close } = await openPage(browser, board());
    expect(await page.locator('main').innerText()).toContain('No entry here yet');
    expect(errors).toEqual([]);
    await close();
  });

  it('submits as the owner; the board shows it at once', async () => {
    for (const [spec, quality] of Object.entries(OWN)) {
      const files = await fabricateBundle({ spec, tier: 'quick', benchmarks: BENCHMARK_IDS, quality });
      const { code, stdout, stderr } = await submit(writeBundle(files), site.adminToken);
      expect(code, stderr).toBe(0);
      const { id } = JSON.parse(stdout) as { id: string };
      expect(await (await fetch(board())).text()).toContain(id);
    }
  });

  it('runs, checks and fills in', async () => {
    const bundle = path.join(folder, STRANGER.folder);
    const run = await heirloom([
      'run',
      ...BENCHMARK_IDS,
      '--tier',
      'quick',
      '--out',
      folder,
      '--strategy',
      STRANGER.spec,
    ]);
    expect(run.code, run.stderr).toBe(0);
    expect((await heirloom(['check', bundle])).stdout).toContain('#/authors/0/name: blank');
    fillDraft(bundle, STRANGER.title);
    expect((await heirloom(['check', bundle])).code).toBe(0);
  });

  it('lists a stranger’s bundle as reported, at the address that submit prints, once', async () => {
    const bundle = path.join(folder, STRANGER.folder);
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
    expect(await page.locator('h1').innerText()).toBe(STRANGER.title);
    expect(await page.locator('main').innerText()).toContain(`--strategy ${STRANGER.spec} --tier quick`);
    expect(await page.locator('main').innerText()).toContain(
      'Not verified yet: this site has not run it again, or can’t.',
    );
    expect(errors).toEqual([]);
    await close();
  });

  it('reads the ledger drawn, opens its table, and finds every file', async () => {
    const { page, errors, close } = await openPage(browser, board());
    await page.getByRole('link', { name: 'retain:share=0.1' }).first().click();
    const ledger = page
      .locator('.run .chart-figure')
      .filter({ has: page.getByAltText(/What each generation trained on$/) });
    await ledger.first().getByText('The numbers as a table').click();
    const table = ledger.first().locator('table');
    expect(await table.innerText()).toContain('Retained real data');
    // A row a generation.
    expect(await table.locator('tbody tr').count()).toBe(51);
    await page.getByText('Every file of the bundle').click();
    await page.getByRole('link', { name: 'samples/gmm-2d/seed-1/gen-3.npy' }).waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});

describe('a practitioner compares', () => {
  it('sorts and filters by links, and every view has an address; other addresses are not found', async () => {
    const { page, close } = await openPage(browser, board());
    await page.getByRole('link', { name: 'measures' }).click();
    await page.getByRole('link', { name: 'Tail', exact: true }).click();
    await page.waitForURL(/\/board\/0\.1\/quick\/all\/sort=tail\/columns=measures$/);
    expect(await page.locator('th[aria-sort]').innerText()).toContain('Tail');
    await page.getByText('Division all').click();
    await page.getByRole('link', { name: /^retained \(1\)/ }).click();
    await page.waitForURL(/\/board\/0\.1\/quick\/retained\/sort=tail\/columns=measures$/);
    expect(await page.locator('table.board').innerText()).toContain('retain:share=0.1');
    expect(await page.locator('table.board').innerText()).not.toContain(STRANGER.spec);
    await close();
    for (const missing of [
      '/submissions/0000000000000000',
      '/board/0.1/quick/nothing',
      '/board/0.1/quick/all/page=2',
      '/nowhere',
      '/zh/nowhere',
      '/api/v1/nothing',
    ]) {
      expect((await fetch(site.url + missing)).status, missing).toBe(404);
    }
  });

  it('sees every benchmark and the price of real data when they come into view', async () => {
    const { page, errors, close } = await openPage(browser, board());
    expect(await page.locator('table.board tbody tr').count()).toBe(5);
    const pareto = page.locator('.chart-figure.wide').first();
    await pareto.getByText('The numbers as a table').click();
    expect(await pareto.locator('tbody tr', { hasText: 'retain:share=0.1' }).innerText()).toMatch(
      /10%.*[\d.]+.* to .*/s,
    );
    const pictures = page.locator('.charts .chart-figure img');
    expect(await pictures.count()).toBe(BENCHMARK_IDS.length);
    await pictures.last().scrollIntoViewIfNeeded();
    await page.waitForFunction(() => {
      const last = [...document.querySelectorAll<HTMLImageElement>('.charts .chart-figure img')].at(-1);
      return last?.complete === true && last.naturalWidth > 0;
    });
    expect(errors).toEqual([]);
    await close();
  });

  it('ticks two rows and compares them', async () => {
    const { page, errors, close } = await openPage(browser, board());
    await page.getByLabel('Compare retain:share=0.1').check();
    await page.getByLabel('Compare temperature').check();
    await page.getByRole('button', { name: 'Compare the ticked' }).click();
    await page.waitForURL(/\/compare\?a=[0-9a-f]{16}&b=[0-9a-f]{16}$/);
    await page.getByText('In sentences').click();
    expect(await page.locator('.conclusion').innerText()).toContain('retain:share=0.1');
    expect(errors).toEqual([]);
    await close();
  });

  it('chooses two in a plain form and reads what can be concluded', async () => {
    const { page, errors, close } = await openPage(browser, `${site.url}/compare`);
    await page.getByLabel('Entry 1').selectOption({ label: 'retain:share=0.1 (quick)' });
    await page.getByLabel('Entry 2').selectOption({ label: 'temperature (quick)' });
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/\/compare\?a=[0-9a-f]{16}&b=[0-9a-f]{16}/);
    await page.getByText('In sentences').click();
    const text = await page.locator('.conclusion').innerText();
    expect(text).toMatch(/retain:share=0\.1 closes [\d.]+ points more of the gap than temperature \(95% interval/);
    expect(text).toContain('different rights, so no rank exists between them');
    // One figure: overall, then benchmark by benchmark.
    const forest = page.locator('.compare-halves .chart-figure').first();
    await forest.getByText('The numbers as a table').click();
    await forest.locator('tbody').waitFor();
    expect(await forest.locator('tbody tr').count()).toBe(1 + BENCHMARK_IDS.length);
    expect(errors).toEqual([]);
    await close();
  });

  it('steps through the collapse by keyboard; the same address is the same picture', async () => {
    const { page, errors, close } = await openPage(browser, `${site.url}/collapse/gmm-2d`);
    await page.locator('svg.stage').first().waitFor();
    // Opened where the difference shows.
    await page.getByText('generation 20:').first().waitFor();
    await page.getByRole('slider', { name: 'generation' }).focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await page.getByText('generation 3:').first().waitFor();
    const address = page.url();
    expect(address).toMatch(/generation=3$/);
    const picture = await page.locator('svg.stage').first().innerHTML();
    await page.keyboard.press('End');
    await page.getByText('generation 20:').first().waitFor();
    expect(await page.locator('svg.stage').first().innerHTML()).not.toBe(picture);
    await page.goto(address);
    await page.getByText('generation 3:').first().waitFor();
    expect(await page.locator('svg.stage').first().innerHTML()).toBe(picture);
    expect(errors).toEqual([]);
    await close();
  });

  it('can read without JavaScript', async () => {
    const { page, close } = await openPage(browser, board(), { javaScriptEnabled: false });
    expect(await page.locator('table.board tbody tr').count()).toBe(5);
    await page.getByRole('link', { name: 'retain:share=0.1' }).first().click();
    await page.getByText('Axes, settings and environment').first().click();
    expect(await page.locator('main').innerText()).toContain('Run it again');
    expect(await page.locator('noscript a').count()).toBeGreaterThan(0);
    await close();
  });
});

describe('an author cites', () => {
  const file = () => path.join(folder, 'snapshot.json');
  let id: string;

  it('a snapshot that the owner takes', async () => {
    const { code, stdout, stderr } = await heirloom(['snapshot', 'create', '--site', site.url, '--suite', '0.1'], {
      HEIRLOOM_DATA: site.dataDir,
    });
    expect(code, stderr).toBe(0);
    id = stdout.trim();
    const { page, errors, close } = await openPage(browser, `${site.url}/snapshots`);
    await page.getByRole('link', { name: id }).click();
    expect(await page.locator('h1').innerText()).toBe(`Snapshot ${id}`);
    expect(await page.locator('meta[name="citation_title"]').getAttribute('content')).toContain(id);
    const jsonLd = await page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(jsonLd ?? '')).toMatchObject({ '@type': 'Dataset', version: id });
    expect(errors).toEqual([]);
    await close();
  });

  it('copies a citation with one click', async () => {
    const context = { permissions: ['clipboard-read', 'clipboard-write'] };
    const { page, close } = await openPage(browser, `${site.url}/snapshots/${id}`, context);
    await page.getByText('BibTeX', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy' }).nth(1).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`@misc{heirloom-${id},`);
    await close();
  });

  it('exports it; it verifies after the board has changed and after the site is gone', async () => {
    const response = await fetch(`${site.url}/api/v1/snapshots/${id}`);
    writeFileSync(file(), await response.text());
    const { rows } = (await (await fetch(`${site.url}/api/v1/leaderboard?suite=0.1&tier=quick`)).json()) as BoardView;
    const retained = rows.find(({ spec }) => spec === 'retain:share=0.1')?.id ?? '';
    const withdrawn = await heirloom(['withdraw', retained, '--reason', 'The share was wrong.', '--site', site.url], {
      HEIRLOOM_DATA: site.dataDir,
    });
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    expect(await (await fetch(`${site.url}/submissions/${retained}`)).text()).toContain('The share was wrong.');
    expect(await (await fetch(board())).text()).not.toContain(retained);
    expect(await (await fetch(`${site.url}/snapshots/${id}`)).text()).toContain(retained);
    await site.stop();
    const { code, stdout } = await heirloom(['snapshot', 'verify', file(), '--id', id]);
    expect(stdout).toContain('Verified: everything agrees.');
    expect(code).toBe(0);
  });
});
