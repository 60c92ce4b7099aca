/**
 * `npm run artefacts -- social-card`: draws public/social-card.png, what other sites show beside a link to this one, with the Chromium that
 * setup finds. To be repeated when the title or the mark changes.
 */
import { inRoot } from '../../scripts/support/root.mjs';
import { launchChromium } from '../support/launch-chromium.ts';

const [WIDTH, HEIGHT] = [1200, 630] as const;
const HTML = `<!DOCTYPE html><body style="margin:0;width:${WIDTH}px;height:${HEIGHT}px;background:#fbfaf7;color:#1c2126;display:flex;
flex-direction:column;justify-content:center;padding:0 90px;box-sizing:border-box;font-family:'Liberation Serif',Georgia,serif">
<svg fill="none" width="120" height="120" viewBox="0 0 26 26"><path d="M13 21V11" stroke="#1c2126" stroke-linecap="round" stroke-width="1.8"/>
<path d="M13 13c0-5 3-8 9-8 0 5-3 8-9 8Z" fill="#0b5f6b"/><path d="M13 16c0-3.6-2.4-6-7-6 0 3.8 2.4 6 7 6Z" fill="#0b6e4f"/>
<path d="M4 23h2M9 23h2M15 23h2M20 23h2" stroke="#1c2126" stroke-linecap="round" stroke-width="1.6"/></svg>
<h1 style="font-size:96px;margin:24px 0 8px">Heirloom</h1>
<p style="font:36px/1.35 'Liberation Sans',sans-serif;margin:0;color:#5a626b;max-width:900px">What keeps a generative model from collapsing?<br>
Benchmarks, a leaderboard with intervals, and snapshots to cite.</p></body>`;

export async function main(): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
    await page.setContent(HTML);
    await page.screenshot({ path: inRoot('public', 'social-card.png') });
  } finally {
    await browser.close();
  }
}
