/**
 * Reads a page as somebody does who stays at a chart until it is drawn, and goes back to its beginning: what is loaded when
 * it is seen is there afterwards. Charts in closed details wait for their own reader.
 * Plain JavaScript, because the browser runs these functions: compiled from TypeScript they would call helpers that it lacks.
 * @param {import('playwright').Page} page
 */
export async function readToTheEnd(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
      window.scrollTo(0, y);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  });
  await page.waitForLoadState('networkidle');
  // What was scrolled past before the page came alive hasn't been seen yet, so to its place again.
  await page.waitForFunction(() => {
    const busy = [...document.querySelectorAll('.charts figure[aria-busy=true]')].find((chart) =>
      chart.checkVisibility(),
    );
    busy?.scrollIntoView();
    return busy === undefined;
  });
  await page.evaluate(() => window.scrollTo(0, 0));
}
