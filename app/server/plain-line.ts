/** Whether tokens come to this site over lines that others can read. */
import { isLoopback } from '#benchmarks/protocol/loopback.ts';
import { siteUrl } from '../site-url.ts';

/**
 * A sentence for a site that listens to other machines and has no https address; null where there is nothing to say.
 * @throws bad-parameter where HEIRLOOM_URL is no address
 */
export function plainLineWarning(environment: NodeJS.ProcessEnv): string | null {
  const { HOST: host = '127.0.0.1' } = environment;
  if (isLoopback(host) || siteUrl(environment).startsWith('https:')) return null;
  return `The site listens on ${host} without https, so tokens that are sent to it can be read on the way. Put a proxy with https before it and set HEIRLOOM_URL to its https address, or keep HOST at 127.0.0.1.`;
}
