import { askSite, requireSite, requireToken } from '../site.ts';

/** Makes a token that can only submit and prints it on stdout. The admin token comes from the site's data directory. */
export async function createToken(options: { site: string; label: string }): Promise<void> {
  const site = requireSite(options.site);
  const { token } = (await askSite(site, '/api/v1/tokens', {
    method: 'POST',
    headers: { authorization: `Bearer ${requireToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label: options.label }),
  })) as { token: string };
  process.stdout.write(`${token}\n`);
  process.stderr.write(
    'This token can submit to the site and nothing else. It is shown only now: hand it over as HEIRLOOM_TOKEN.\n',
  );
}
