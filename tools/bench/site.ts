/**
 * Every reading page with a thousand submissions: how many requests a second against a small file that Next answers on the
 * same server, in alternating rounds; how long answers take at a steady hundred a second; and, a part of its own, what a browser makes of it.
 */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import autocannon, { type Options, type Result } from 'autocannon';
import { setUpSite } from '../../scripts/setup.mjs';
import { findPort, localUrl } from '../../scripts/start/port.mjs';
import { serve, untilHealthy } from '../../scripts/start/serve.mjs';
import { ended } from '../../scripts/support/children.mjs';
import { NEXT_FILE } from '../load/rates.ts';
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

export const benchSite = (context: BenchContext): Promise<Figure[]> =>
  withSeededSite(context, async ({ url, pages, dataDir, runs }) => [
    ...(await measureRequests(url, pages)),
    await measureFreshness({ url, board: pages.board, dataDir, runs, workDir: context.workDir }),
  ]);

/** The same pages in a browser. */
export const benchBrowser = (context: BenchContext): Promise<Figure[]> =>
  withSeededSite(context, ({ url, pages }) => measureInBrowser(url, pages));

interface SeededSite {
  readonly url: string;
  readonly dataDir: string;
  /** Folder of the runs that its entries are variants of. */
  readonly runs: string;
  readonly pages: Awaited<ReturnType<typeof readingPages>>;
}

async function withSeededSite(
  { workDir }: BenchContext,
  measure: (site: SeededSite) => Promise<Figure[]>,
): Promise<Figure[]> {
  await setUpSite();
  const seeded = await seededDirectory();
  // A copy: what the benchmark stores must not be there the next time.
  const dataDir = path.join(workDir, 'site');
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(seeded.dataDir, dataDir, { recursive: true });
  const port = await findPort(FIRST_PORT, '127.0.0.1');
  const url = localUrl('127.0.0.1', port);
  const server = serve({ host: '127.0.0.1', port, dataDir });
  try {
    await untilHealthy(url, server);
    return await measure({ url, dataDir, runs: seeded.runs, pages: await readingPages(url, dataDir) });
  } finally {
    const gone = ended(server);
    server.kill('SIGTERM');
    await gone;
  }
}

type Addresses = Readonly<Record<string, string>>;

/** @param pages addresses by name */
async function measureRequests(url: string, pages: Addresses): Promise<Figure[]> {
  const sizes = await sizesOf(url, pages);
  const addresses = { ...pages, next: NEXT_FILE };
  const rates = await inRounds(url, addresses, BUSY, ({ requests }) => requests.average);
  const tails = await inRounds(url, addresses, STEADY, ({ latency }) => latency.p99);
  const of = (measured: Readonly<Record<string, number[]>>, name: string): number[] => measured[name] ?? [];
  return Object.keys(pages).flatMap((name): Figure[] => [
    {
      name: `${name}: requests`,
      value: medianRatio(of(rates, name), of(rates, 'next')),
      unit: `× ${NEXT_FILE}`,
      target: { atLeast: 0.5 },
      note: `${median(of(rates, name)).toFixed(0)}/s, ${((sizes[name] ?? Number.NaN) / 1000).toFixed(0)} kB, against ${median(of(rates, 'next')).toFixed(0)}/s`,
    },
    {
      name: `${name}: 99th percentile`,
      value: median(of(tails, name)),
      unit: 'ms',
      target: { atMost: SLOWEST_MS },
      note: `at ${STEADY_RATE} requests a second, ${SUBMISSIONS} submissions; ${NEXT_FILE} ${median(of(tails, 'next'))} ms`,
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
