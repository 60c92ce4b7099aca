/**
 * Every reading page with a thousand submissions: how many requests a second against the smallest static page of the same
 * server, in alternating rounds; how long answers take at a steady hundred a second; and what a browser makes of it.
 */
import { cpSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import autocannon, { type Options, type Result } from 'autocannon';
import { distDir } from '../../scripts/setup/build.mjs';
import { setUpSite } from '../../scripts/setup.mjs';
import { findPort, localUrl } from '../../scripts/start/port.mjs';
import { serve, untilHealthy } from '../../scripts/start/serve.mjs';
import { ended } from '../../scripts/support/children.mjs';
import { inRoot } from '../../scripts/support/root.mjs';
import { measureFreshness } from './freshness.ts';
import { measureInBrowser } from './in-browser.ts';
import { alternate, type BenchContext, type Figure, median, medianRatio } from './measure.ts';
import { readingPages } from './reading-pages.ts';
import { SUBMISSIONS, seededDirectory } from './seeded.ts';

const ROUNDS = 3;
/** As fast as answers come. */
const BUSY = { connections: 10, duration: 2 };
const STEADY_RATE = 100;
/** Few connections: each one's requests come at the same instants, so that ten would make ten bursts of ten a second. */
const STEADY = { connections: 2, duration: 4, overallRate: STEADY_RATE };
const SLOWEST_MS = 50;
const FIRST_PORT = 3600;

export async function benchSite({ workDir }: BenchContext): Promise<Figure[]> {
  await setUpSite();
  const seeded = await seededDirectory();
  // A copy: what the benchmark stores must not be there the next time.
  const dataDir = path.join(workDir, 'site');
  cpSync(seeded.dataDir, dataDir, { recursive: true });
  const port = await findPort(FIRST_PORT, '127.0.0.1');
  const url = localUrl('127.0.0.1', port);
  const server = serve({ host: '127.0.0.1', port, dataDir });
  try {
    await untilHealthy(url, server);
    const pages = await readingPages(url, dataDir);
    const figures = [...(await measureRequests(url, pages)), ...(await measureInBrowser(url, pages))];
    const board = pages.board;
    return [...figures, await measureFreshness({ url, board, dataDir, runs: seeded.runs, workDir })];
  } finally {
    const gone = ended(server);
    server.kill('SIGTERM');
    await gone;
  }
}

type Addresses = Readonly<Record<string, string>>;

/** @param pages addresses by name */
async function measureRequests(url: string, pages: Addresses): Promise<Figure[]> {
  const smallest = await smallestStaticPage(url);
  const sizes = await sizesOf(url, pages);
  const addresses = { ...pages, static: smallest };
  const rates = await inRounds(url, addresses, BUSY, ({ requests }) => requests.average);
  const tails = await inRounds(url, addresses, STEADY, ({ latency }) => latency.p99);
  const of = (measured: Readonly<Record<string, number[]>>, name: string): number[] => measured[name] ?? [];
  return Object.keys(pages).flatMap((name): Figure[] => [
    {
      name: `${name}: requests`,
      value: medianRatio(of(rates, name), of(rates, 'static')),
      unit: '× static page',
      target: { atLeast: 0.5 },
      note: `${median(of(rates, name)).toFixed(0)}/s, ${((sizes[name] ?? Number.NaN) / 1000).toFixed(0)} kB, against ${median(of(rates, 'static')).toFixed(0)}/s of ${smallest}`,
    },
    {
      name: `${name}: 99th percentile`,
      value: median(of(tails, name)),
      unit: 'ms',
      target: { atMost: SLOWEST_MS },
      note: `at ${STEADY_RATE} requests a second, ${SUBMISSIONS} submissions; the static page ${median(of(tails, 'static'))} ms`,
    },
  ]);
}

type Fire = Omit<Options, 'url'>;

/** Fires at every address in alternating rounds. @param take what is measured */
function inRounds(
  url: string,
  addresses: Addresses,
  options: Fire,
  take: (result: Result) => number,
): Promise<Record<string, number[]>> {
  const variants = Object.entries(addresses).map(
    ([name, address]) => [name, async () => take(await fire(url + address, options))] as const,
  );
  return alternate(Object.fromEntries(variants), { rounds: ROUNDS });
}

async function fire(url: string, options: Fire): Promise<Result> {
  const result = await autocannon({ url, ...options });
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new Error(
      `${url}: ${result.non2xx} answers were no success, ${result.errors} errors, ${result.timeouts} timeouts.`,
    );
  }
  return result;
}

/** Also renders each page for the first time, which is not what is measured. */
async function sizesOf(url: string, pages: Addresses): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const [name, address] of Object.entries(pages)) {
    const response = await fetch(url + address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
    sizes[name] = (await response.arrayBuffer()).byteLength;
  }
  return sizes;
}

/** The prerendered page with the fewest bytes; not one that says that something isn't there. */
async function smallestStaticPage(url: string): Promise<string> {
  const root = inRoot(distDir(), 'server', 'app');
  const pages = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html') && !name.startsWith('_'))
    .map((name) => ({
      address: `/${name.replace(/\.html$/, '').replace(/^en(?=\/|$)\/?/, '')}`,
      bytes: statSync(path.join(root, name)).size,
    }))
    .sort((a, b) => a.bytes - b.bytes);
  for (const { address } of pages) if ((await fetch(`${url}${address}`, { redirect: 'error' })).ok) return address;
  throw new Error(`There is no static page in ${root}.`);
}
