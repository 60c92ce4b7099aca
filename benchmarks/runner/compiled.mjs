/**
 * TypeScript as JavaScript, of the command line and of the site's threads: compiled by esbuild at first use and kept in node_modules/.cache,
 * under a digest of its sources. To compile each module as it is imported (tsx) takes half a second of every start, and again of every worker thread.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { showSourceLines } from './source-lines.mjs';

/**
 * What is compiled together. Paths are the checkout's.
 * @typedef {object} Program
 * @property {readonly string[]} entries
 * @property {readonly string[]} folders all that the entries read lies in these
 * @property {string} [found] a variable of the environment: where this process found its code. Its worker threads take theirs there, too, whatever is edited meanwhile
 */

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
/** What sources import from outside their folders. */
const IMPORTED = ['reference/digests.json'];
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'heirloom', 'compiled');
/** @type {Program} */
const COMMAND_LINE = {
  entries: ['benchmarks/cli/main.ts', 'benchmarks/runner/planned-seed.ts'],
  folders: ['benchmarks'],
  found: 'HEIRLOOM_COMPILED',
};
/** Packages of many small modules, which are compiled with the code that uses them. */
const IN_PIECES = /^(@stdlib\/(math|stats)-|zod$)/;
/** Days after which code that nobody has used is removed. */
const KEPT_DAYS = 7;

/**
 * Imports a module by its path. Where nothing can be kept (a folder that can't be written, sources that don't compile) tsx takes it from its source.
 * @param {string} entry one of the program's
 * @param {Program} [program]
 */
export async function importCompiled(entry, program = COMMAND_LINE) {
  const { found } = program;
  let folder;
  try {
    folder = (found && process.env[found]) ?? (await compile(program));
  } catch {
    const { register } = await import('tsx/esm/api');
    register();
    return import(pathToFileURL(path.join(ROOT, entry)).href);
  }
  if (found) process.env[found] = folder;
  showSourceLines();
  return import(pathToFileURL(path.join(folder, entry.replace(/ts$/, 'mjs'))).href);
}

/** The folder of the code compiled from the sources as they are now. @param {Program} program */
async function compile(program) {
  const folder = path.join(CACHE, digestOfSources(program));
  if (existsSync(folder)) {
    markUsed(folder);
    return folder;
  }
  const { build } = await import('esbuild');
  const made = `${folder}.${process.pid}.${threadId}`;
  mkdirSync(CACHE, { recursive: true });
  removeUnused();
  await build({
    entryPoints: program.entries.map((entry) => path.join(ROOT, entry)),
    outbase: ROOT,
    outdir: made,
    outExtension: { '.js': '.mjs' },
    ...{ bundle: true, splitting: true, platform: 'node', format: 'esm', target: 'node20' },
    ...{ sourcemap: true, sourcesContent: false, logLevel: 'silent', plugins: [packages, ownAddresses] },
  });
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another process or thread was first.
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

function removeUnused() {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  for (const name of readdirSync(CACHE)) {
    const folder = path.join(CACHE, name);
    const used = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (used < oldest) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Packages stay where they are, but for the special functions and zod: these are some 400 and 100 modules of a few lines, and to find and read
 * them takes Node longer than all other packages of a run, again in every thread.
 */
const packages = {
  name: 'packages',
  setup: (build) => {
    // Names that begin with # are of our own sources.
    build.onResolve({ filter: /^[^./#]/ }, ({ path: name, importer }) =>
      isOfPackage(importer) || IN_PIECES.test(name) ? undefined : { path: name, external: true },
    );
    // One of them traces its iterations with `debug`, which asks for Node's modules in a way that an ES module can't.
    build.onLoad({ filter: /[\\/]node_modules[\\/]debug[\\/]/ }, () => ({
      contents: 'module.exports = () => () => {};',
    }));
  },
};

const isOfPackage = (file) => file.split(path.sep).includes('node_modules');

/** Modules find their files (kernels, weights) beside their sources. */
const ownAddresses = {
  name: 'own-addresses',
  setup: (build) =>
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)),
    })),
};

/** Of everything that compiled code depends on: the sources, where they lie, how they are compiled and by what. @param {Program} program */
function digestOfSources({ entries, folders }) {
  const { version } = createRequire(import.meta.url)('esbuild/package.json');
  const hash = createHash('sha256').update(`${ROOT}\n${entries.join()}\nesbuild ${version}\n`);
  const inFolders = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true }).map((file) => path.join(folder, String(file))),
  );
  const sources = inFolders.filter((file) => /\.(ts|json|mjs)$/.test(file));
  const imported = IMPORTED.filter((file) => existsSync(path.join(ROOT, file)));
  for (const file of [...sources.sort(), ...imported]) {
    const content = readFileSync(path.join(ROOT, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}
