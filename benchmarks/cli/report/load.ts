/** Finds results in folders that `run` wrote, in bundles (folders or archives), and in files with records. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONTROL_SPECS } from '../../board/choose-controls.ts';
import { statOf } from '../../bundle/stat-of.ts';
import { HeirloomError } from '../../protocol/errors.ts';
import type { RunRecord } from '../../protocol/record.ts';
import { type Found, readArchive, readBundleFolder, readFile, type Skipped } from './read-records.ts';

/** One strategy's records from one place. */
export interface Result {
  readonly path: string;
  readonly spec: string;
  readonly records: readonly RunRecord[];
}

export interface Loaded {
  readonly results: readonly Result[];
  /** What was given, or lies in a folder that was given, and is no result. */
  readonly skipped: readonly Skipped[];
}

/**
 * What was loaded as far as it is of one benchmark; what has no run of it is skipped and named.
 * @throws usage where there is no such benchmark, or no run of it
 */
export function onBenchmark({ results, skipped }: Loaded, benchmark: string): Loaded {
  const own = results.map((result) => ({
    ...result,
    records: result.records.filter((record) => record.benchmark.id === benchmark),
  }));
  if (own.some(({ records }) => records.length > 0))
    return {
      results: own.filter(({ records }) => records.length > 0),
      skipped: [
        ...skipped,
        ...own
          .filter(({ records }) => records.length === 0)
          .map(({ path }) => ({ path, reason: `no run of ${benchmark}` })),
      ],
    };
  const found = [...new Set(results.flatMap(({ records }) => records.map((record) => record.benchmark.id)))];
  throw new HeirloomError(
    'usage',
    `Received --benchmark ${benchmark}; expected one that there are results of: ${found.join(', ')}.`,
  );
}

/** What a run's folder has beside its bundles. */
const FURNITURE = ['plan.json'];

/**
 * Reads every result below the paths given, in order; one strategy of one place is one result. What is no result is
 * skipped and named.
 * @throws not-found where there is nothing at a path; usage where no path holds a result; check-failed where a result is
 * broken
 */
export async function loadResults(paths: readonly string[]): Promise<Loaded> {
  const results: Result[] = [];
  const skipped: Skipped[] = [];
  for (const path of paths) {
    const found = await findAt(path);
    results.push(...found.results);
    skipped.push(...found.skipped);
  }
  if (results.length > 0) return { results: distinct(results), skipped };
  const problems = skipped.map(({ path, reason }) => ({ path, message: reason }));
  throw new HeirloomError(
    'usage',
    `Received ${paths.join(', ')}; expected a folder that run wrote, a bundle (a folder or a .tar.gz), or a file with a record. There is no result.`,
    { problems },
  );
}

/** A result that two of the paths lead to, once. */
function distinct(results: readonly Result[]): Result[] {
  const byPlace = new Map(results.map((result) => [JSON.stringify([resolve(result.path), result.spec]), result]));
  return [...byPlace.values()];
}

async function findAt(path: string): Promise<Loaded> {
  const found = statOf(path);
  if (!found)
    throw new HeirloomError('not-found', `There is nothing at ${path}. Give a folder that run wrote, or a bundle.`);
  if (!found.isDirectory()) return grouped(path, await readFile(path));
  if (isBundle(path)) return grouped(path, await readBundleFolder(path));
  const inside = await Promise.all(
    readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.') && !FURNITURE.includes(name))
      .map(async (entry): Promise<Loaded> => {
        const child = join(path, entry.name);
        if (entry.isFile()) return grouped(child, await readFile(child));
        if (isBundle(child)) return grouped(child, await readBundleFolder(child));
        return { results: [], skipped: [{ path: child, reason: 'no bundle: it has no runs/' }] };
      }),
  );
  return { results: inside.flatMap(({ results }) => results), skipped: inside.flatMap(({ skipped }) => skipped) };
}

/** The controls that stand beside a bundle, in the folder that run wrote. */
export async function siblingControls({ path }: Result): Promise<Result[]> {
  const folder = dirname(resolve(path));
  const beside = CONTROL_SPECS.map((name) => join(folder, name));
  return resultsIn(beside.filter((place) => place !== resolve(path)));
}

/** The results at those of the paths where there is a bundle. */
export async function resultsIn(paths: readonly string[]): Promise<Result[]> {
  const found = await Promise.all(
    paths
      .filter((path) => existsSync(path))
      .map(async (path) => {
        if (!statSync(path).isDirectory()) return grouped(path, await readArchive(path));
        return isBundle(path) ? grouped(path, await readBundleFolder(path)) : { results: [] };
      }),
  );
  return found.flatMap(({ results }) => results);
}

const isBundle = (path: string): boolean =>
  statSync(join(path, 'runs'), { throwIfNoEntry: false })?.isDirectory() ?? false;

/** @throws check-failed where one file holds two runs of a strategy on a benchmark */
function grouped(path: string, { records, skipped }: Found): Loaded {
  const names = records.map(({ strategy, benchmark }) => `${strategy.spec} on ${benchmark.id}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new HeirloomError(
      'check-failed',
      `${path} holds two runs of ${twice}; expected one. Put each into its own file.`,
    );
  const specs = [...new Set(records.map((record) => record.strategy.spec))];
  return {
    results: specs.map((spec) => ({
      path,
      spec,
      records: records.filter((record) => record.strategy.spec === spec),
    })),
    skipped,
  };
}
