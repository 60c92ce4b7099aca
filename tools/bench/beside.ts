/**
 * The site's pages and JSON answers beside those of another commit (`--beside`): both serve their own reference results, sent
 * through their own door, and both are asked in short rounds that alternate, so that what disturbs one disturbs the other.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import autocannon from 'autocannon';
import { z } from 'zod';
import { bundlesIn } from '../../scripts/start/bundles.mjs';
import { controlsFirst } from '../../scripts/start/order.mjs';
import { ended, startNode } from '../../scripts/support/children.mjs';
import { ROOT } from '../../scripts/support/root.mjs';
import { SetupError, say } from '../../scripts/support/steps.mjs';
import { BOARD, untilScored } from '../load/fill.ts';
import { type Served, startServed } from '../load/served.ts';
import { alternate, type BenchContext, type Figure, median, medianRatio } from './measure.ts';

const ROUNDS = 7;
const BUSY = { connections: 10, duration: 2 };

type Addresses = Readonly<Record<string, string>>;

/** @param beside folder of the other checkout, built @throws SetupError where there is no site in it */
export async function benchBeside({ workDir, beside }: BenchContext): Promise<Figure[]> {
  // Without one it isn't asked.
  const other = path.resolve(beside ?? '');
  const here = await serveFilled(ROOT, path.join(workDir, 'here'));
  const there = await serveFilled(other, path.join(workDir, 'there'));
  try {
    return await compare(here, there, commitOf(other));
  } finally {
    await Promise.all([here.stop(), there.stop()]);
  }
}

/** A site of a checkout with its own reference results. */
export async function serveFilled(checkout: string, dataDir: string): Promise<Served> {
  mkdirSync(dataDir, { mode: 0o700 });
  const site = await startServed({ checkout, dataDir });
  const folder = path.join(checkout, 'reference');
  // Folders, and of a checkout of before archives.
  const bundles = readdirSync(folder)
    .filter((name) => name.endsWith('.tar.gz'))
    .concat(bundlesIn(folder));
  const cli = path.join(checkout, 'benchmarks', 'cli', 'bin.mjs');
  // Where the owner's token is.
  const env = { ...process.env, HEIRLOOM_DATA: dataDir };
  // An archive is named by its tier, too.
  const strategyOf = (name: string): string => name.replace(/^standard-|\.tar\.gz$/g, '');
  for (const name of controlsFirst(bundles, strategyOf)) {
    const args = [cli, 'submit', path.join(folder, name), '--site', site.client.url, '--json'];
    const { code } = await ended(startNode(args, { env, stdout: 'ignore' }));
    if (code !== 0) throw new SetupError(`${checkout} refuses its own ${name}; see above.`);
  }
  await untilScored(site.client);
  say(`  ${bundles.length} entries on the site of ${checkout}`);
  return site;
}

const BOARD_ROWS = z.object({ rows: z.array(z.object({ id: z.string(), spec: z.string() })) });

/** What is asked of a site, by name: the same of both, with the ids that it has. */
async function addressesOf({ client }: Served): Promise<Addresses> {
  const { rows } = await client.getJson(BOARD, BOARD_ROWS);
  const idOf = (spec: string): string => {
    const row = rows.find((candidate) => candidate.spec === spec);
    if (row === undefined) throw new Error(`${client.url} has no ${spec} on its board.`);
    return row.id;
  };
  const compared = ['retain', 'temperature', 'replace'].map((spec, index) => `${'abc'[index]}=${idOf(spec)}`).join('&');
  return {
    board: '/board/0.1/standard/all',
    'board in Chinese': '/zh/board/0.1/standard/all',
    submission: `/submissions/${idOf('retain')}`,
    comparison: `/compare?${compared}`,
    'JSON of the board': BOARD,
    'JSON of a submission': `/api/v1/submissions/${idOf('retain')}`,
    'JSON of a comparison': `/api/v1/compare?${compared}`,
    'JSON of health': '/api/v1/health',
  };
}

async function compare(here: Served, there: Served, commit: string): Promise<Figure[]> {
  const [ours, theirs] = [await addressesOf(here), await addressesOf(there)];
  const sizes: Record<string, string> = {};
  const variants: Record<string, () => Promise<number>> = {};
  // Side by side, so that the two of a pair are never far apart in time.
  for (const name of Object.keys(ours)) {
    const [own, other] = [here.client.url + ours[name], there.client.url + theirs[name]];
    sizes[name] = `${await kilobytes(own)} kB; there`;
    sizes[`${name} there`] = `${await kilobytes(other)} kB`;
    variants[name] = () => rate(own);
    variants[`${name} there`] = () => rate(other);
  }
  const rates = await alternate(variants, { rounds: ROUNDS });
  const of = (name: string): number[] => rates[name] ?? [];
  return Object.keys(ours).map((name) => ({
    name: `${name}: requests`,
    value: medianRatio(of(name), of(`${name} there`)),
    unit: `× ${commit}`,
    target: { atLeast: 1 },
    note: [name, `${name} there`].map((each) => `${median(of(each)).toFixed(0)}/s of ${sizes[each]}`).join(' '),
  }));
}

/** Requests a second. @throws Error where an answer is no success */
async function rate(url: string): Promise<number> {
  const { requests, non2xx, errors, timeouts } = await autocannon({ url, ...BUSY });
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${url}: ${non2xx} answers were no success, ${errors} errors, ${timeouts} timeouts.`);
  return requests.average;
}

/** Also renders it for the first time, which is not what is measured. */
async function kilobytes(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return ((await response.arrayBuffer()).byteLength / 1000).toFixed(0);
}

/** Short, as git says it; the folder's name where it is no clone. */
export function commitOf(checkout: string): string {
  try {
    return execFileSync('git', ['-C', checkout, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return path.basename(checkout);
  }
}
