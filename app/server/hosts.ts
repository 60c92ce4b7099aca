/**
 * The Host check. A page elsewhere can point a name of its own at 127.0.0.1 and so make a browser talk to a site that
 * listens there (DNS rebinding); it can't choose the Host header. Addresses can't be rebound, names have to be known.
 * What a proxy says of the request that it got (Forwarded, X-Forwarded-Host) anybody can say, so it is not read.
 */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { HeirloomError } from '#benchmarks/protocol/errors.ts';
import { printable } from '#benchmarks/protocol/unprintable.ts';
import { siteUrl } from '../site-url.ts';
import type { Refusal } from './answer.ts';

const MAX_PORT = 65_535;

/**
 * Names that this site answers to beside addresses: localhost, HOST, the one in HEIRLOOM_URL, and those of HEIRLOOM_HOSTS.
 * @throws bad-parameter where HEIRLOOM_HOSTS or HEIRLOOM_URL is not what it should be
 */
export function knownHosts(environment: NodeJS.ProcessEnv = process.env): ReadonlySet<string> {
  const listed = (environment.HEIRLOOM_HOSTS ?? '').split(',').map((name) => name.trim());
  const names = listed.filter((name) => name !== '').map(requireHostName);
  const own = hostName(environment.HOST ?? '');
  return new Set(['localhost', ...(own === null ? [] : [own]), new URL(siteUrl(environment)).hostname, ...names]);
}

function requireHostName(text: string): string {
  const name = hostName(text);
  if (name !== null) return name;
  throw new HeirloomError(
    'bad-parameter',
    `HEIRLOOM_HOSTS has "${printable(text, 100)}"; expected names separated by commas, such as leaderboard.example.org, without http:// and paths. Correct it or unset it.`,
  );
}

/** Why a request with these Host headers is refused; null where it is not. */
export function refuseHost(headers: readonly string[], known: ReadonlySet<string>): Refusal | null {
  const [host, ...others] = headers;
  if (host === undefined) return badHost('There is no Host header');
  if (others.length > 0) return badHost(`There are ${headers.length} Host headers`);
  const name = hostName(host);
  if (name === null) return badHost(`The Host header is "${printable(host, 100)}"`);
  if (isIP(name) !== 0 || known.has(name)) return null;
  return {
    status: 403,
    title: 'Not allowed',
    code: 'forbidden',
    detail: `This site does not answer to the host "${printable(host, 100)}". Use localhost or its address, or add the name to HEIRLOOM_HOSTS where the site is started.`,
  };
}

const badHost = (received: string): Refusal => ({
  status: 400,
  title: 'Bad request',
  code: 'host',
  detail: `${received}; expected one, with a name or an address and perhaps a port, such as localhost:3000.`,
});

/**
 * The name or address in a Host header, without port and brackets, as browsers write it: in lower case, other alphabets in
 * ASCII, without the dot of the root. Null where it is none.
 */
export function hostName(host: string): string | null {
  const [, address, name, port = ''] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/\\@?#%\s]+))(?::(\d*))?$/i.exec(host) ?? [];
  if (Number(port) > MAX_PORT) return null;
  if (address !== undefined) return isIP(address) === 6 ? address.toLowerCase() : null;
  if (name === undefined) return null;
  if (isIP(name) === 4) return name;
  return domainToASCII(name).replace(/\.$/, '') || null;
}
