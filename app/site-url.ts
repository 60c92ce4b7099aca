/**
 * The address under which readers know this site: what citations, social cards and search engines are given. HEIRLOOM_URL
 * where it is set; npm start sets it to the address that it prints.
 */
import { HeirloomError } from '#benchmarks/protocol/errors.ts';

/** Without a slash at the end. @throws bad-parameter where HEIRLOOM_URL is no http(s) address */
export function siteUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.HEIRLOOM_URL?.trim();
  if (!named) return `http://127.0.0.1:${environment.PORT || 3000}`;
  const url = URL.canParse(named) ? new URL(named) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new HeirloomError(
      'bad-parameter',
      `HEIRLOOM_URL is "${named.slice(0, 200)}"; expected the site’s public address, such as https://heirloom.example.org. Correct it or unset it.`,
    );
  }
  return url.href.replace(/\/$/, '');
}
