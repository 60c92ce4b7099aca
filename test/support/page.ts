/** Opens pages as a reader does, and fails on what a reader would not see: console errors, violations of accessibility. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** By name: their tag would take in the rule of WCAG AAA, which axe leaves out by itself. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** A page and its parts come when they come: Playwright's own 30 seconds are too short where other suites take the cores. */
export const PATIENCE_MS = 150_000;

export interface OpenPage {
  readonly page: Page;
  /** What went wrong in the page so far. */
  readonly errors: string[];
  /** What the page has loaded of JavaScript so far, in bytes as they were sent: compressed. */
  readonly scriptBytes: () => number;
  close(): Promise<void>;
}

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const scriptBytes = await countScripts(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, errors, scriptBytes, close: () => context.close() };
}

async function countScripts(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** What has moved so far by itself, as browsers sum it (cumulative layout shift, of all that was seen). */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        type Shift = PerformanceEntry & { readonly value: number; readonly hadRecentInput: boolean };
        const observer = new PerformanceObserver((list) => {
          const shifts = (list.getEntries() as Shift[]).filter(({ hadRecentInput }) => !hadRecentInput);
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Where nothing has moved the observer is never called; what it would have been told is told by now.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );

/** Violations that axe finds, as `rule: first element`; of colours alone, or of everything. */
export async function accessibilityViolations(page: Page, { colours = false } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(
    async (options) => {
      type Violation = { id: string; nodes: { html: string }[] };
      type Axe = { run(options: object): Promise<{ violations: Violation[] }> };
      const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    },
    // Passes are nobody's: without them axe names no element that is as it should be.
    { resultTypes: ['violations'], ...(colours ? { runOnly: { type: 'rule', values: COLOUR_RULES } } : {}) },
  );
}

/** How far the page can be scrolled sideways, in pixels. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
