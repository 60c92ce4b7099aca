/**
 * What a reader's browser makes of a page's first load, on a processor four times as slow as this one: when the largest thing is
 * there, what shifts, what blocks, what is sent.
 */
import type { Browser } from 'playwright';
import { launchChromium } from '../support/launch-chromium.ts';
import { type Figure, median } from './measure.ts';
import { readToTheEnd } from './read-to-the-end.mjs';

const ROUNDS = 3;
/** How much slower than this machine the reader's is. */
const SLOWER = 4;
/** Less than what two decimals show. */
const NO_SHIFT = 0.0049;
/** Longest task of the main thread, largest contentful paint (ms) and layout shift, as the browser observes them. */
const OBSERVE = `
  window.seen = { paint: 0, shift: 0, task: 0 };
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => { seen.paint = entry.startTime; });
  observe('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  observe('longtask', (entry) => { seen.task = Math.max(seen.task, entry.duration); });
`;

/** What is measured of one load. */
interface Seen {
  /** Milliseconds. */
  readonly paint: number;
  readonly shift: number;
  /** Milliseconds. */
  readonly task: number;
  /** Bytes as they were sent. */
  readonly script: number;
}

/** @param pages addresses by name */
export async function measureInBrowser(url: string, pages: Readonly<Record<string, string>>): Promise<Figure[]> {
  const browser = await launchChromium();
  try {
    const figures: Figure[] = [];
    for (const [name, address] of Object.entries(pages)) {
      const loads: Seen[] = [];
      for (let round = 0; round < ROUNDS; round++) loads.push(await load(browser, url + address));
      const of = (key: keyof Seen): number => median(loads.map((seen) => seen[key]));
      figures.push(
        { name: `${name}: LCP`, value: of('paint'), unit: 'ms', target: { atMost: 1200 } },
        { name: `${name}: CLS`, value: of('shift'), unit: '', target: { atMost: NO_SHIFT } },
        { name: `${name}: longest task`, value: of('task'), unit: 'ms', target: { atMost: 150 } },
        { name: `${name}: JavaScript`, value: of('script') / 1000, unit: 'kB compressed', target: { atMost: 130 } },
      );
    }
    return figures;
  } finally {
    await browser.close();
  }
}

/** Loads a page with an empty cache, waits until the network rests, and scrolls to its end and back: shifts count there too. */
async function load(browser: Browser, address: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(OBSERVE);
  const scripts = new Set<string>();
  let script = 0;
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) script += encodedDataLength;
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(address, { waitUntil: 'networkidle' });
  const firstLoad = script;
  await readToTheEnd(page);
  const seen = await page.evaluate<Omit<Seen, 'script'>>('window.seen');
  await context.close();
  return { ...seen, script: firstLoad };
}
