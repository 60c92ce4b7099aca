/** The browser that setup found, driven by Playwright's library; Playwright's own downloads are never used. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright';

/** Launches Chromium without a window. @throws where none is found: `npm test` looks for one and says how to install it */
export async function launchBrowser(): Promise<Browser> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = ['chromium', 'google-chrome'].flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const executablePath = process.env.HEIRLOOM_CHROMIUM || candidates.find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error('No Chromium was found; run npm test, or set HEIRLOOM_CHROMIUM.');
  // Root has no sandbox; the tests open their own pages only.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Nobody looks: without this the processor plays a graphics card that pages are drawn with.
  return chromium.launch({ executablePath, args: ['--disable-gpu', ...sandbox] });
}
