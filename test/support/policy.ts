/** The content security policy as a browser takes it: no script but the page's own runs. */
import type { Page } from 'playwright';
import { expect } from 'vitest';

/** The first answer may be a rendering, the second is from the cache: both have it. */
export async function expectPolicy(address: string): Promise<void> {
  for (const policy of [await policyOf(address), await policyOf(address)])
    expect(policy).toMatch(/script-src 'self'( 'sha256-[0-9A-Za-z+/=]+')+;/);
}

async function policyOf(address: string): Promise<string> {
  const response = await fetch(address);
  await response.arrayBuffer();
  return response.headers.get('content-security-policy') ?? '';
}

/** Puts a script into a page, which its browser must refuse; it says so on the console. */
export async function expectRefusal(page: Page): Promise<void> {
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.putInto = true';
    document.body.append(script);
    return 'putInto' in globalThis;
  });
  expect(ran).toBe(false);
}
