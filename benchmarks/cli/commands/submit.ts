import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBundleAt } from '../../bundle/check.ts';
import { packBundle } from '../../bundle/pack.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import { askSite, requireSite, requireToken } from '../site.ts';

interface Accepted {
  readonly id: string;
  readonly url: string;
  readonly label: string;
  /** What sending it again has changed; empty where it is new, absent from older sites. */
  readonly note?: string;
}

/** Checks a bundle, packs it, sends it to a site and prints the address of its page. */
export async function submit(path: string, options: { site: string; json?: boolean }): Promise<void> {
  const site = requireSite(options.site);
  const token = requireToken(site);
  const report = await checkBundleAt(path);
  if (!report.ok) {
    throw new HeirloomError(
      'check-failed',
      `The bundle ${path} does not pass the check, so it was not sent. Mend what is named and submit again.`,
      {
        problems: report.problems,
      },
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'heirloom-submit-'));
  try {
    const archive = join(folder, 'bundle.tar.gz');
    await packBundle(path, archive);
    const accepted = (await askSite(site, '/api/v1/submissions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
      body: new Blob([new Uint8Array(readFileSync(archive))]),
    })) as Accepted;
    const url = new URL(accepted.url, site).href;
    const note = accepted.note ? `${accepted.note}\n` : '';
    process.stdout.write(
      options.json ? `${JSON.stringify({ ...accepted, url })}\n` : `${accepted.label}: ${url}\n${note}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
