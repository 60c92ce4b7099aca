/**
 * The command line's TypeScript as JavaScript: compiled by esbuild at first use and kept in node_modules/.cache, under a digest of its sources.
 * To compile each module as it is imported (tsx) takes half a second of every start, and again of every worker thread.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SOURCES = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** What sources import from outside their folder. */
const IMPORTED = ['../reference/digests.json'];
const CACHE = path.join(SOURCES, '..', 'node_modules', '.cache', 'heirloom', 'compiled');
/** Where this process found its code: its worker threads take theirs there, too, whatever is edited meanwhile. */
const FOUND = 'HEIRLOOM_COMPILED';
const ENTRIES = ['cli/main.ts', 'runner/planned-seed.ts'];
/** Days after which code that no command has used is removed. */
const KEPT_DAYS = 7;

/**
 * Imports a module by its path in benchmarks/. Where nothing can be kept (a folder that can't be written, sources that don't compile) tsx takes it from its source.
 * @param {string} entry one of ENTRIES
 * @param {string} [cache] the folder to keep compiled code in
 */
export async function importCompiled(entry, cache = CACHE) {
  let folder;
  try {
    folder = process.env[FOUND] ?? (await compile(cache));
  } catch {
    const { register } = await import('tsx/esm/api');
    register();
    return import(pathToFileURL(path.join(SOURCES, entry)).href);
  }
  process.env[FOUND] = folder;
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(path.join(folder, entry.replace(/ts$/, 'mjs'))).href);
}

/** The folder of the code compiled from the sources as they are now. */
async function compile(cache) {
  const folder = path.join(cache, digestOfSources());
  if (existsSync(folder)) {
    markUsed(folder);
    return folder;
  }
  const { build } = await import('esbuild');
  const made = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  removeUnused(cache);
  await build({
    entryPoints: ENTRIES.map((entry) => path.join(SOURCES, entry)),
    outbase: SOURCES,
    outdir: made,
    outExtension: { '.js': '.mjs' },
    ...{ bundle: true, splitting: true, packages: 'external', platform: 'node', format: 'esm', target: 'node20' },
    ...{ sourcemap: true, logLevel: 'silent', plugins: [ownAddresses] },
  });
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process was first.
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function markUsed(folder) {
  const now = new Date();
  try {
    utimesSync(folder, now, now);
  } catch {
    // Another user's: it can be read and not be marked.
  }
}

function removeUnused(cache) {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  for (const name of readdirSync(cache)) {
    const folder = path.join(cache, name);
    const used = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (used < oldest) rmSync(folder, { recursive: true, force: true });
  }
}

/** Modules find their files (kernels, weights) beside their sources. */
const ownAddresses = {
  name: 'own-addresses',
  setup: (build) =>
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)),
    })),
};

/** Of everything that compiled code depends on: the sources, where they lie, how they are compiled and by what. */
function digestOfSources() {
  const { version } = createRequire(import.meta.url)('esbuild/package.json');
  const hash = createHash('sha256').update(`${SOURCES}\nesbuild ${version}\n`);
  const files = readdirSync(SOURCES, { recursive: true }).filter((file) => /\.(ts|json|mjs)$/.test(file));
  const imported = IMPORTED.filter((file) => existsSync(path.join(SOURCES, file)));
  for (const file of [...files.sort(), ...imported]) {
    const content = readFileSync(path.join(SOURCES, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}
