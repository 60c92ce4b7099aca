/** Pages with every benchmark of suite 0.3, on the repository's own results: how long they are, and what they say first. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { benchmarksOf } from '#benchmarks/suite/catalog.ts';
import type { ComparisonView } from '#leaderboard/views/index.ts';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { launchBrowser } from '../support/browser.ts';
import { submit, untilScored } from '../support/filled-template.ts';
import { openPage, sidewaysOverflow } from '../support/page.ts';
import { type Site, startSite } from '../support/site.ts';

const SET = REFERENCE_SETS[1];
const SIX = ['retain', 'fresh', 'accumulate', 'filter-verifier', 'freeze', 'gen0-samples'];
const DESKTOP = { viewport: { width: 1440, height: 900 } };
/** Pixels at 1440. */
const MAX_COMPARISON = 5_000;
const MAX_SUBMISSION = 9_000;
/** Of A4. */
const MAX_SHEETS = 6;

let site: Site;
let browser: Browser;
const ids = new Map<string, string>();
beforeAll(async () => {
  site = await startSite();
  browser = await launchBrowser();
  for (const spec of ['replace', 'oracle', ...SIX]) ids.set(spec, await submit(site, spec, SET));
  await untilScored(site);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const idOf = (spec: string): string => ids.get(spec) as string;
const ticked = (specs: readonly string[]): string =>
  `${site.url}/compare?${specs.map((spec) => `entry=${idOf(spec)}`).join('&')}`;

describe('a comparison of six', () => {
  it('is reached from ticks, at the address that every other way leads to', async () => {
    const { page, close } = await openPage(browser, ticked(SIX), DESKTOP);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(page.url()).toBe(
      `${site.url}/compare?${SIX.map((spec, index) => `${names[index]}=${idOf(spec)}`).join('&')}`,
    );
    await close();
    const chinese = await fetch(ticked(SIX).replace('/compare', '/zh/compare'), { redirect: 'manual' });
    expect(chinese.headers.get('location')).toBe(
      `/zh${new URL(await canonical()).pathname}${new URL(await canonical()).search}`,
    );
  });

  it('says what is wrong with one tick, with seven, with the same twice and with what is no id', async () => {
    const said = async (address: string): Promise<string> => (await fetch(address)).text();
    expect(await said(ticked(['retain']))).toContain('Received 1 submissions; expected 2 to 6 different submissions');
    expect(await said(ticked([...SIX, 'replace']))).toContain('Received 7 submissions; expected 2 to 6');
    expect(await said(ticked(['retain', 'retain']))).toContain(`Received ${idOf('retain')} twice`);
    expect(await said(`${site.url}/compare?entry=%3Cb%3E&entry=x`)).toContain('expected the id of a submission');
  });

  it('begins with who is ahead of whom: every cell is what the comparison gives, and its mirror', async () => {
    const query = SIX.map((spec, index) => `${'abcdef'[index]}=${idOf(spec)}`).join('&');
    const { pairs } = (await (await fetch(`${site.url}/api/v1/compare?${query}`)).json()) as ComparisonView;
    const { page, errors, close } = await openPage(browser, ticked(SIX), DESKTOP);
    expect(await page.locator('main h2').first().innerText()).toBe('Who is ahead of whom');
    const cells = await page
      .locator('table.matrix tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent ?? '')),
      );
    const shown = (text: string | undefined): number =>
      Number.parseFloat((text ?? '').replace('−', '-').replace(/^-?≥ ?/, ''));
    for (const { first, second, overall, common } of pairs) {
      const { value } = overall ?? common ?? { value: Number.NaN };
      expect(shown(cells[first]?.[second])).toBeCloseTo(value, 0);
      expect(shown(cells[second]?.[first])).toBeCloseTo(-value, 0);
    }
    // Where no overall score exists it is said over how many benchmarks the difference is.
    expect(cells[0]?.[2]).toContain(`8 of ${benchmarksOf(SET.suite).length}`);
    expect(cells[0]?.[1]).not.toContain(' of ');
    const forest = page.locator('.compare-halves .chart-figure').first();
    await forest.getByText('The numbers as a table').click();
    await forest.locator('tbody').waitFor();
    expect(await forest.locator('tbody tr').count()).toBe(15);
    await forest.getByText('The numbers as a table').click();
    expect(await page.locator('.conclusion').first().isVisible()).toBe(false);
    await readToTheEnd(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(MAX_COMPARISON);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBeLessThanOrEqual(MAX_SHEETS);
    expect(errors).toEqual([]);
    await close();
  });
});

describe('a submission with every benchmark', () => {
  it('begins with all of them at a glance and is short', async () => {
    const { page, errors, close } = await openPage(browser, `${site.url}/submissions/${idOf('retain')}`, DESKTOP);
    expect(await page.locator('main h2').first().innerText()).toBe('All benchmarks at a glance');
    const count = benchmarksOf(SET.suite).length;
    expect(await page.locator('.summary-table tbody tr').count()).toBe(count);
    expect(await page.locator('img[src*="/figures/ledger/"]').count()).toBe(count);
    await readToTheEnd(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(MAX_SUBMISSION);
    const [left, right] = await page
      .locator('.run')
      .evaluateAll((runs) => runs.map((run) => run.getBoundingClientRect().top));
    expect(left).toBe(right);
    expect(await page.locator('main').innerText()).not.toContain('realData');
    expect(errors).toEqual([]);
    await close();
  });
});

/** Where ticks of six lead. */
async function canonical(): Promise<string> {
  const answer = await fetch(ticked(SIX), { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '', site.url).href;
}
