/** The board as its readers meet it: the answer first, a table that fits, cards on a phone, and all of it without JavaScript. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readToTheEnd } from '../../tools/bench/read-to-the-end.mjs';
import { launchBrowser } from '../support/browser.ts';
import { layoutShift, openPage } from '../support/page.ts';

const site = inject('site');
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const BOARD = '/board/0.2/standard/all';
/** What a board's first load may send of compressed JavaScript. */
const MAX_SCRIPT_BYTES = 130_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const open = (path: string, options: Parameters<typeof openPage>[2] = {}) =>
  openPage(browser, site.url + path, options);
const rows = (page: Page) => page.locator('table.board tbody tr');
const row = (page: Page, spec: string) =>
  rows(page).filter({ has: page.getByRole('link', { name: spec, exact: true }) });

/** Accessible roles below a table as the browser tells assistive technology, counted. */
async function rolesInTable(page: Page): Promise<Readonly<Record<string, number>>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const counted = ['table', 'row', 'columnheader', 'rowheader', 'cell', 'checkbox'];
  const roles = nodes.filter(({ ignored }) => !ignored).map(({ role }) => String(role?.value));
  const isRole = (role: string) =>
    roles.filter((own) => own === role || (role === 'cell' && own === 'gridcell')).length;
  return Object.fromEntries(counted.map((role) => [role, isRole(role)]));
}

describe('home is the answer', () => {
  it.each([
    ['/', DESKTOP, 420],
    ['/zh', DESKTOP, 420],
    ['/', PHONE, 560],
    ['/zh', PHONE, 560],
  ] as const)('%s at %o: two sentences, then the first row within %i px', async (path, viewport, most) => {
    const { page, errors, close } = await open(path, { viewport });
    const links = page.locator('.leading-answer a');
    expect(await links.evaluateAll((all) => all.map((link) => link.textContent))).toEqual(['temperature', 'fresh']);
    const top = await rows(page)
      .first()
      .evaluate((first) => first.getBoundingClientRect().top);
    expect(top).toBeLessThanOrEqual(most);
    expect(top).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await close();
  });

  it('says who is best with no real data, and that doing nothing is not beaten where it is not', async () => {
    const { page, close } = await open('/', { viewport: DESKTOP });
    const said = await page.locator('.leading-answer').innerText();
    expect(said).toMatch(/^With no real data, nothing is shown to beat doing nothing: the best, temperature, scores −/);
    expect(said).toMatch(
      /With at most 10% real data, fresh is best: 51\.8 \(50\.\d to 52\.\d\); one more can’t be told from it\./,
    );
    await close();
  });

  it('has the rest open beside the table on a wide screen, folded above it elsewhere', async () => {
    const { page, close } = await open('/', { viewport: DESKTOP });
    const rest = page.locator('.answer dl');
    const [table, beside] = [await rows(page).first().boundingBox(), await rest.boundingBox()];
    expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThan(beside?.x ?? 0);
    await page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(() => rest.isVisible()).toBe(false);
    await page.locator('.answer summary').click();
    await expect.poll(() => rest.isVisible()).toBe(true);
    await close();
  });
});

describe('a board loads little JavaScript, and nothing moves, not even when it is read to its end', () => {
  it.each([
    ['/', DESKTOP],
    ['/zh', PHONE],
    [BOARD, DESKTOP],
    [BOARD, PHONE],
    [`${BOARD}/columns=intervals`, DESKTOP],
    [`${BOARD}/sort=text`, PHONE],
  ] as const)('%s at %o', async (path, viewport) => {
    const { page, scriptBytes, close } = await open(path, { viewport });
    await page.waitForLoadState('networkidle');
    expect(scriptBytes()).toBeGreaterThan(0);
    expect(scriptBytes()).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
    await readToTheEnd(page);
    // Two decimals are what is told of it.
    expect((await layoutShift(page)).toFixed(2)).toBe('0.00');
    await close();
  });
});

describe('the table', () => {
  it('shows every group’s score at 1440 without being scrolled sideways, a line an entry', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP });
    const heads = await page.getByRole('columnheader').allInnerTexts();
    expect(heads).toEqual(expect.arrayContaining(['closed forms', 'densities', 'text', 'images']));
    const { over, right, tallest } = await page.evaluate(() => {
      const box = document.querySelector('.listing') as HTMLElement;
      const heights = [...document.querySelectorAll('table.board tbody tr')].map((one) => one.clientHeight);
      const last = document.querySelector('table.board tbody tr > :last-child') as HTMLElement;
      const { right } = last.getBoundingClientRect();
      return { over: box.scrollWidth - box.clientWidth, right, tallest: Math.max(...heights) };
    });
    expect(over).toBeLessThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(DESKTOP.width);
    expect(tallest).toBeLessThan(45);
    await close();
  });

  it('keeps its head in sight when the page is scrolled, and names when it is scrolled itself', async () => {
    const { page, close } = await open(BOARD, { viewport: { width: 1440, height: 400 } });
    await page.mouse.wheel(0, 500);
    const top = () =>
      page.getByRole('columnheader', { name: 'Strategy' }).evaluate((head) => head.getBoundingClientRect().top);
    await expect.poll(top).toBe(0);
    await page.goto(`${site.url}${BOARD}/columns=intervals`);
    await page.setViewportSize({ width: 900, height: 600 });
    const lefts = () =>
      page.locator('.listing').evaluate((box) => {
        const left = (selector: string) => box.querySelector(selector)?.getBoundingClientRect().left ?? 0;
        return [left('tbody th'), left('tbody td:last-child')];
      });
    const [name, last] = (await lefts()) as [number, number];
    await page.locator('.listing').evaluate((box) => box.scrollTo(400, 0));
    expect(await lefts()).toEqual([name, last - 400]);
    await close();
  });

  it('says the rank of each in its own place, and numbers no row', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP });
    expect(await row(page, 'retain').locator('td.of-place').innerText()).toBe('1 in retained');
    expect(await page.locator('table.board td.of-rank').count()).toBe(0);
    await row(page, 'retain').getByRole('link', { name: '1 in retained' }).click();
    await page.waitForURL(/\/board\/0\.2\/standard\/retained$/);
    expect(await row(page, 'retain').locator('td.of-rank').innerText()).toBe('1');
    await close();
  });

  it('is sorted by any column, and shows what it is sorted by', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP });
    for (const [head, sort] of [
      ['Strategy', 'strategy'],
      ['Rank in its place', 'place'],
      ['text', 'text'],
      ['Real data', 'real-data'],
      ['Drawn', 'drawn'],
    ] as const) {
      await page.getByRole('columnheader', { name: head, exact: true }).getByRole('link').click();
      await page.waitForURL(new RegExp(`/sort=${sort}$`));
      expect(await page.locator('th[aria-sort]').allInnerTexts()).toEqual([head]);
    }
    await page.goto(`${site.url}${BOARD}/sort=tail`);
    expect(await page.locator('th[aria-sort]').allInnerTexts()).toEqual(['Tail']);
    await close();
  });
});

describe('on a phone', () => {
  it('is a card an entry, which unfolds by keyboard; roles are those of a table', async () => {
    const { page, errors, close } = await open(BOARD, { viewport: DESKTOP });
    const wide = await rolesInTable(page);
    expect(wide).toMatchObject({ table: 1, row: 9, rowheader: 8, checkbox: 8 });
    expect([wide.columnheader, wide.cell]).toEqual([10, 8 * 9]);
    await page.setViewportSize(PHONE);
    const card = row(page, 'retain');
    for (const one of await page.locator('table.board tbody tr').all())
      expect((await one.boundingBox())?.height).toBeLessThanOrEqual(64);
    for (const shown of ['th', 'td.of-score', 'td.of-place']) expect(await card.locator(shown).isVisible()).toBe(true);
    expect(await card.locator('td.of-score .interval').innerText()).toMatch(/^4\d\.\d to 5\d\.\d$/);
    expect(await card.locator('td.of-drawn').isVisible()).toBe(false);
    const folded = await rolesInTable(page);
    // Tick, score and place of each.
    expect(folded).toEqual({ ...wide, cell: 8 * 3 });
    await card.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => card.locator('td.of-drawn').isVisible()).toBe(true);
    expect(await card.locator('.about-entry p').innerText()).toContain('Heirloom');
    expect((await rolesInTable(page)).cell).toBe(8 * 3 + 6);
    expect(errors).toEqual([]);
    await close();
  });
});

describe.each([true, false])('with JavaScript %s', (javaScriptEnabled) => {
  it('is filtered by a form that leads to the board’s own address', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP, javaScriptEnabled });
    await page.getByText('More filters').click();
    await page.getByLabel('Real data, at most').fill('10.0');
    await page.getByLabel('Drawn, at most').fill('0.95');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/\/board\/0\.2\/standard\/all\/real=10\/drawn=0\.95$/);
    const names = await page.locator('table.board tbody th a').allInnerTexts();
    expect(names.filter((name) => !['oracle', 'replace', 'freeze'].includes(name))).toEqual(['fresh', 'retain']);
    expect(await page.locator('a[href^="/api/v1/leaderboard"]').first().getAttribute('href')).toContain(
      'real=10&drawn=0.95',
    );
    await page.getByRole('link', { name: 'Remove the filter: ≤ 10% real data' }).click();
    await page.waitForURL(/\/all\/drawn=0\.95$/);
    await page.getByText('More filters').click();
    await page.getByRole('combobox', { name: 'Strategy' }).selectOption('fresh');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/\/all\/strategy=fresh\/drawn=0\.95$/);
    await close();
  });

  it('shows benchmarks, and their intervals, where they are asked for', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP, javaScriptEnabled });
    expect(await page.getByRole('columnheader', { name: 'Gaussian mixture' }).count()).toBe(0);
    await page.getByRole('link', { name: 'benchmarks', exact: true }).click();
    await page.waitForURL(/\/all\/columns=benchmarks$/);
    await page.getByRole('columnheader', { name: 'Gaussian mixture' }).waitFor();
    expect(await page.locator('td.of-heat .interval').count()).toBe(0);
    await page.getByRole('link', { name: 'with intervals' }).click();
    await page.waitForURL(/\/all\/columns=intervals$/);
    expect(await page.locator('td.of-interval .interval').count()).toBeGreaterThan(0);
    await close();
  });

  it('leads to the comparison of what is ticked', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP, javaScriptEnabled });
    await page.getByLabel('Compare retain', { exact: true }).check();
    await page.getByLabel('Compare fresh', { exact: true }).check();
    await page.getByLabel('Compare temperature', { exact: true }).check();
    await page.getByRole('button', { name: 'Compare the ticked' }).click();
    await page.waitForURL(/\/compare\?a=[0-9a-f]{16}&b=[0-9a-f]{16}&c=[0-9a-f]{16}$/);
    await close();
  });
});

describe('a form that asks for no board', () => {
  it.each(['', '/zh'])('is answered with what was received and what was expected: %s/…', async (language) => {
    for (const query of [
      'suite=0.2&tier=standard&division=all&real=ten',
      'suite=0.2&tier=standard&division=all&drawn=-1',
      'suite=0.2&tier=standard&division=nobody',
      '',
    ]) {
      const response = await fetch(`${site.url}${language}/board/find?${query}`, { redirect: 'manual' });
      expect([query, response.status]).toEqual([query, 400]);
      const text = await response.text();
      expect(text).toContain('There is no such board: received');
      if (query.includes('ten')) expect(text).toContain('&quot;real&quot;:&quot;ten&quot;');
    }
  });
});

describe('more than can be compared', () => {
  it('cannot be ticked, and how many are is said', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP });
    const boxes = page.locator('td.tick input');
    for (let index = 0; index < 6; index++) await boxes.nth(index).check();
    await page.getByText('6 ticked; two to six can be compared.').waitFor();
    expect(await boxes.nth(6).isDisabled()).toBe(true);
    await boxes.nth(0).uncheck();
    await expect.poll(() => boxes.nth(6).isDisabled()).toBe(false);
    await close();
  });

  it('is answered with what is wrong where nothing shut the boxes', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP, javaScriptEnabled: false });
    for (const box of (await page.locator('td.tick input').all()).slice(0, 7)) await box.check();
    await page.getByRole('button', { name: 'Compare the ticked' }).click();
    expect(await page.getByRole('alert').innerText()).toContain(
      'Received 7 submissions; expected 2 to 6 different submissions.',
    );
    await close();
  });

  it('as well as too few', async () => {
    const { page, close } = await open(BOARD, { viewport: DESKTOP, javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Compare the ticked' }).click();
    await page.waitForURL(/\/compare$/);
    await page.goBack();
    await page.getByLabel('Compare retain', { exact: true }).check();
    await page.getByRole('button', { name: 'Compare the ticked' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Received 1 submissions; expected 2 to 6');
    await close();
  });
});
