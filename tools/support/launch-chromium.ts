/** The browser that setup found, without a window. */
import { type Browser, chromium } from 'playwright';
import { requireChromium } from '../../scripts/setup/chromium.mjs';

export async function launchChromium(...options: readonly string[]): Promise<Browser> {
  // Root has no sandbox; tools open our own pages only.
  const args = [...options, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return chromium.launch({ executablePath: await requireChromium(), args });
}
