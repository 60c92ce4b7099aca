import { z } from 'zod';
import { printLine, say } from '../../protocol/print.ts';
import { askSite, requireSite, requireToken } from '../site.ts';

/** Makes a token that can only submit and prints it on stdout. The admin token comes from the site's data directory. */
export async function createToken(options: { site: string; label: string }): Promise<void> {
  const site = requireSite(options.site);
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: options.label }),
  };
  const { token } = await askSite(site, '/api/v1/tokens', request, z.object({ token: z.string() }));
  printLine(token);
  say('This token can submit to the site and nothing else. It is shown only now: hand it over as HEIRLOOM_TOKEN.');
}
