/** The distribution of sample perplexity, generation by generation, on the page of a reference result. */
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

it('is drawn for four generations, with its numbers for all of them', async () => {
  const { page, errors, close } = await openPage(browser, `${site.url}/submissions/${site.submissions.replace}`);
  await page.getByRole('heading', { name: 'Sample perplexity, generation by generation' }).scrollIntoViewIfNeeded();
  const figure = page.locator('figure', { hasText: 'equally wide on a logarithmic scale' });
  await figure.getByText('The numbers as a table').click();
  await figure.locator('tbody tr').nth(0).waitFor();
  // The picture is a document of its own: what stands at its lines' ends is read there.
  const names = await figure.locator('img').evaluate(async (image: HTMLImageElement) => {
    const svg = await (await fetch(image.currentSrc)).text();
    const ends = new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('text.end');
    return Array.from(ends, (end) => end.textContent);
  });
  expect(names.sort()).toEqual(['Generation 0', 'Generation 1', 'Generation 10', 'Generation 5']);
  const rows = await figure
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => Array.from(row.querySelectorAll('td'), (cell) => Number.parseFloat(cell.textContent ?? ''))),
    );
  for (let generation = 0; generation <= 10; generation++) {
    const total = rows.reduce((sum, row) => sum + (row[generation] as number), 0);
    expect(total, `shares of generation ${generation}`).toBeGreaterThan(98);
    expect(total).toBeLessThan(102);
  }
  expect(errors).toEqual([]);
  await close();
});
