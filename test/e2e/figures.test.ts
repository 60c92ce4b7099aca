/** Figures as their readers meet them: the server's picture first, then by pointer, by keyboard and from the legend, without a jump. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openPage, PATIENCE_MS } from '../support/page.ts';

const site = inject('site');
const BOARD = `${site.url}/board/0.1/standard/all`;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const trajectory = (page: Page) => page.locator('.charts .chart-figure').first();

/** Every line's colour in a legend, by name. */
const coloursIn = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('.legend li')
    .evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [
          item.querySelector('a')?.textContent ?? '',
          item.querySelector('path')?.getAttribute('stroke') ?? '',
        ]),
      ),
    );

/** The sum of the page's layout shifts that no key or click explains. */
const shiftsOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)),
        ).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );

describe('a strategy', () => {
  it('has one colour on the board, in a comparison, on its entry’s page and in a picture', async () => {
    const { retain, fresh } = site.submissions;
    const board = await openPage(browser, BOARD);
    const here = (await coloursIn(board.page)).retain;
    expect(here).toMatch(/^var\(--series-\d\)$/);
    for (const address of [`/compare?a=${fresh}&b=${retain}`, `/submissions/${retain}`]) {
      const other = await openPage(browser, site.url + address);
      expect((await coloursIn(other.page)).retain, address).toBe(here);
      await other.close();
    }
    const svg = await (await fetch(`${site.url}/api/v1/figures/gaussian@1/primary?ids=${fresh},${retain}`)).text();
    expect(/class="sample"[^>]*stroke="([^"]+)"[^>]*\/>\n<text class="name end"[^>]*>retain</.exec(svg)?.[1]).toBe(
      here,
    );
    await board.close();
  });
});

describe('a figure', () => {
  it('is the server’s picture until it is pointed at, then tells what stands there beside the plot, and nothing jumps', async () => {
    const { page, errors, close } = await openPage(browser, BOARD, { viewport: { width: 1440, height: 900 } });
    const figure = trajectory(page);
    await figure.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    expect(await figure.locator('svg').count()).toBe(0);
    const before = await figure.boundingBox();
    const shifted = await shiftsOf(page);
    await figure.locator('img').hover();
    const plot = await figure.locator('.plot').boundingBox();
    const readout = figure.locator('svg.readout');
    // What reads it comes with the first pointer; the next move finds it there.
    await expect
      .poll(
        async () => {
          for (const part of [0.3, 0.31])
            await page.mouse.move(
              (plot?.x ?? 0) + part * (plot?.width ?? 0),
              (plot?.y ?? 0) + 0.5 * (plot?.height ?? 0),
            );
          return readout.count();
        },
        { timeout: PATIENCE_MS },
      )
      .toBe(1);
    const texts = await readout.locator('text').allTextContents();
    expect(texts[0]).toMatch(/^Generation \d+$/);
    const values = texts
      .slice(1)
      .filter((text) => /^[\d.]+$/.test(text))
      .map(Number);
    expect(values.length).toBeGreaterThan(3);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const names = await readout
      .locator('text.end')
      .evaluateAll((all) => all.map((text) => text.getBoundingClientRect().left));
    const right = await figure
      .locator('.recharts-line-curve')
      .first()
      .evaluate((line) => line.getBoundingClientRect().right);
    for (const left of names) expect(left).toBeGreaterThan(right);
    expect(await figure.boundingBox()).toEqual(before);
    expect(await shiftsOf(page)).toBe(shifted);
    expect(errors).toEqual([]);
    await close();
  });

  it('is read where a finger touches it first, until it touches beside the plot', async () => {
    const { page, errors, close } = await openPage(browser, BOARD, {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    const figure = trajectory(page);
    await figure.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    const plot = await figure.locator('.plot').boundingBox();
    const tap = (part: number): Promise<void> =>
      page.touchscreen.tap((plot?.x ?? 0) + part * (plot?.width ?? 0), (plot?.y ?? 0) + 0.5 * (plot?.height ?? 0));
    await tap(0.4);
    const readout = figure.locator('svg.readout');
    await readout.waitFor();
    expect((await readout.locator('text').first().textContent()) ?? '').toMatch(/^Generation \d+$/);
    await tap(0.95);
    await expect.poll(() => readout.count(), { timeout: PATIENCE_MS }).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });

  it('is read by keyboard, and heard', async () => {
    const { page, close } = await openPage(browser, BOARD);
    const figure = trajectory(page);
    const reader = figure.getByRole('slider');
    await reader.focus();
    await figure.locator('svg.readout').waitFor();
    const last = await reader.getAttribute('aria-valuetext');
    expect(last).toMatch(/^Generation 50\. .*replace [\d.]+/);
    await page.keyboard.press('ArrowLeft');
    expect(await reader.getAttribute('aria-valuetext')).toMatch(/^Generation 49\. /);
    await close();
  });
});

describe('the focus', () => {
  it('is pinned from the legend by keyboard, is in the address, and a reload keeps it', async () => {
    const { page, errors, close } = await openPage(browser, BOARD);
    const pin = page.getByRole('button', { name: 'Bring temperature into focus' });
    await pin.focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).search).toBe(`?focus=${site.submissions.temperature}`);
    const picture = trajectory(page).locator('img');
    expect(await picture.getAttribute('src')).toContain(`focus=${site.submissions.temperature}`);
    await page.reload();
    const pinned = page.getByRole('button', { name: 'temperature is in focus; click to let it go' });
    expect(await pinned.getAttribute('aria-pressed')).toBe('true');
    await pinned.click();
    expect(new URL(page.url()).search).toBe('');
    expect(errors).toEqual([]);
    await close();
  });

  it('takes four at most: a fifth takes the place of the one that has been there longest', async () => {
    const { page, close } = await openPage(browser, BOARD);
    for (const name of ['freeze', 'retain', 'fresh', 'accumulate', 'temperature'])
      await page.getByRole('button', { name: `Bring ${name} into focus` }).click();
    const ids = ['retain', 'fresh', 'accumulate', 'temperature'].map((name) => site.submissions[name]);
    expect(new URL(page.url()).searchParams.get('focus')).toBe(ids.join());
    await close();
  });
});

describe('without JavaScript', () => {
  it('all pictures are there, and no control that does nothing', async () => {
    const { page, close } = await openPage(browser, BOARD, { javaScriptEnabled: false });
    for (const image of await page.locator('.chart-figure img').all()) {
      const response = await fetch(new URL((await image.getAttribute('src')) ?? '', site.url));
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    }
    expect(await page.getByRole('slider').count()).toBe(0);
    await close();
  });
});
