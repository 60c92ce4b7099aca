/**
 * `npm run screenshots -- [--site URL] [PATH…]`: pictures of a running site's pages, to be looked at: in both languages at 390, 768 and
 * 1440 px, in light and dark, without JavaScript, as they print, and as a PDF at A4, in artifacts/screenshots/index.html. Without paths
 * a page of every kind. Prints how high each page is, how far it can be scrolled sideways, its sheets of paper and what its console said;
 * the exit code is 1 where something sticks out or the console was not silent.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright';
import { localPath } from '../../app/i18n/locales.ts';
import { USAGE } from '../../scripts/support/heirloom.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { readToTheEnd } from '../bench/read-to-the-end.mjs';
import { launchChromium } from '../support/launch-chromium.ts';
import { contactSheet, notesOf, type Picture } from './contact-sheet.ts';
import { everyKindOfPage } from './pages.ts';

const FOLDER = inRoot('artifacts', 'screenshots');
const WIDTHS = [390, 768, 1440] as const;
const LOCALES = ['en', 'zh'] as const;
const HEIGHTS: Readonly<Record<number, number>> = { 390: 844, 768: 1024, 1440: 900 };

/** How a page is read. */
const READINGS = [
  { name: 'light', colorScheme: 'light', javaScriptEnabled: true, media: 'screen' },
  { name: 'dark', colorScheme: 'dark', javaScriptEnabled: true, media: 'screen' },
  { name: 'no-javascript', colorScheme: 'light', javaScriptEnabled: false, media: 'screen' },
  { name: 'print', colorScheme: 'light', javaScriptEnabled: true, media: 'print' },
] as const;

/** @throws SetupError for what is none of the arguments, and where no site answers */
export async function main(args: readonly string[]): Promise<void> {
  const { site, paths } = readArguments(args);
  const pages = paths.length > 0 ? paths : await everyKindOfPage(site);
  const browser = await launchChromium('--disable-gpu');
  const pictures: Picture[] = [];
  try {
    for (const address of pages)
      for (const locale of LOCALES) pictures.push(...(await picturesOf(browser, site, address, locale)));
  } finally {
    await browser.close();
  }
  writeFileSync(path.join(FOLDER, 'index.html'), contactSheet(pictures));
  say(`\n${pictures.length} pictures: ${path.relative(inRoot(), path.join(FOLDER, 'index.html'))}`);
  if (pictures.some(({ sideways, errors }) => sideways > 0 || errors.length > 0)) process.exitCode = 1;
}

function readArguments(args: readonly string[]): { readonly site: string; readonly paths: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { site: { type: 'string', default: process.env.HEIRLOOM_URL || 'http://127.0.0.1:3000' } },
    });
    const wrong = positionals.find((address) => !address.startsWith('/'));
    if (wrong !== undefined) throw new Error(`Received ${wrong}; expected paths of pages as /about.`);
    return { site: values.site.replace(/\/+$/, ''), paths: positionals };
  } catch (error) {
    throw new SetupError(
      `${(error as Error).message}\nExpected npm run screenshots [-- [--site http://127.0.0.1:3000] [/PATH…]].`,
      USAGE,
    );
  }
}

/** One page in one language: a context for each width and reading, so that nothing is left of the one before. */
async function picturesOf(browser: Browser, site: string, address: string, locale: 'en' | 'zh'): Promise<Picture[]> {
  const pictures: Picture[] = [];
  const shown = localPath(locale, address);
  const folder = path.join(FOLDER, locale, address === '/' ? 'home' : address.slice(1).replaceAll(/[^\w.-]+/g, '_'));
  mkdirSync(folder, { recursive: true });
  for (const reading of READINGS) {
    for (const width of reading.media === 'print' ? ([1440] as const) : WIDTHS) {
      const { colorScheme, javaScriptEnabled, media } = reading;
      const viewport = { width, height: HEIGHTS[width] as number };
      const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled });
      try {
        const page = await context.newPage();
        const errors = listenForErrors(page, shown);
        await page.goto(site + shown, { waitUntil: 'networkidle' });
        if (javaScriptEnabled) await readToTheEnd(page);
        await page.emulateMedia({ media, colorScheme });
        const file = path.join(folder, `${width}-${reading.name}.png`);
        await page.screenshot({ path: file, fullPage: true });
        const sheets = media === 'print' ? await printed(page, path.join(folder, 'a4.pdf')) : null;
        const [height, sideways] = await size(page, javaScriptEnabled);
        const picture = { address: shown, reading: reading.name, width, height, sideways, sheets, errors };
        pictures.push({ ...picture, file: path.relative(FOLDER, file) });
        say([shown, `${width} ${reading.name}`, ...notesOf(picture)].join(' | '));
      } finally {
        await context.close();
      }
    }
  }
  return pictures;
}

/** A page that isn't there says so on the console, as the browser does. */
function listenForErrors(page: Page, address: string): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !(address.endsWith('/nowhere') && message.text().includes('404')))
      errors.push(message.text());
  });
  return errors;
}

/** Height of the page and how far it can be scrolled sideways, in pixels; a page without scripts can't be asked, so its box is. */
async function size(page: Page, scripts: boolean): Promise<readonly [number, number]> {
  if (scripts)
    return page.evaluate(() => [
      document.documentElement.scrollHeight,
      Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
    ]);
  const box = await page.locator('body').boundingBox();
  const width = page.viewportSize()?.width ?? 0;
  return [Math.round(box?.height ?? 0), Math.max(0, Math.round((box?.width ?? 0) - width))];
}

/** @returns how many sheets of A4 it takes */
async function printed(page: Page, file: string): Promise<number> {
  const pdf = await page.pdf({ path: file, format: 'A4' });
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
}
