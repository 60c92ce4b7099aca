/**
 * The Host check. A page elsewhere can point a name of its own at 127.0.0.1 and so make a browser talk to a site that
 * listens there (DNS rebinding); it can't choose the Host header. Addresses can't be rebound, names have to be known.
 */
import { isIP } from 'node:net';
import { HeirloomError } from '../../benchmarks/protocol/errors.ts';

const LOOPBACK_NAMES = ['localhost'];

/** Names that this site answers to beside addresses: localhost, HOST, and those of HEIRLOOM_HOSTS (comma-separated). */
export function knownHosts(environment: NodeJS.ProcessEnv = process.env): ReadonlySet<string> {
  const named = [environment.HOST ?? '', ...(environment.HEIRLOOM_HOSTS ?? '').split(',')];
  return new Set([...LOOPBACK_NAMES, ...named.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')]);
}

/** Whether a Host header names an address or a known host. */
export function isKnownHost(host: string): boolean {
  const name = hostName(host);
  return name !== null && (isIP(name) !== 0 || knownHosts().has(name));
}

/** @throws forbidden where the Host header names neither an address nor a known host */
export function requireKnownHost(request: Request): void {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  if (isKnownHost(host)) return;
  throw new HeirloomError(
    'forbidden',
    `This site does not answer to the host "${host.slice(0, 100)}". Use localhost or its address, or add the name to HEIRLOOM_HOSTS where the site is started.`,
  );
}

/** The name or address in a Host header, without port and brackets; null where it is none. */
function hostName(host: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@?#\s]+))(?::\d{1,5})?$/i.exec(host);
  return (match?.[1] ?? match?.[2] ?? null)?.toLowerCase() ?? null;
}
