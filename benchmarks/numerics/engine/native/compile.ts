/** Compiles the native kernels, once for each source, compiler and target: the file is kept under the digest of these. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';
import { type Compiler, findCompiler } from './compiler.ts';
import type { Target } from './target.ts';

const SOURCES = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/heirloom', import.meta.url));
const HEADERS = 'node-api-headers';
/** Days after which a file that nobody used is removed. */
const KEPT_DAYS = 30;
/** Minutes for a machine that does many things at once: it takes two to three seconds of a processor. */
const PATIENCE_MS = 300_000;

/** Sums as they are written: nothing is contracted and nothing reordered. */
const FLAGS = ['-std=gnu11', '-O2', '-ffp-contract=off', '-fno-math-errno', '-fPIC', '-shared'];
/** What Node defines is found when it loads the file. */
const PLATFORM_FLAGS = process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : [];

export interface Compiled {
  readonly file: string;
  readonly compiler: string;
  /** A line for the user where the file could not be kept. */
  readonly note: string | null;
}

/**
 * @param env with PATH, CC (the compiler) and HEIRLOOM_CACHE (the folder of what is compiled)
 * @returns what was compiled, or why it could not be
 */
export function compileAddon({ id, flags }: Target, env: NodeJS.ProcessEnv = process.env): Compiled | string {
  const compiler = findCompiler(env);
  if (typeof compiler === 'string') return compiler;
  const headers = findHeaders();
  if (headers === null) return `the package ${HEADERS} is not installed; npm ci adds it`;
  const args = [...FLAGS, ...flags, ...PLATFORM_FLAGS];
  const name = `${id}-${digestOf(compiler, args, headers)}.node`;
  const folder = path.join(env.HEIRLOOM_CACHE || CACHE, 'native');
  const file = path.join(folder, name);
  if (existsSync(file)) {
    markUsed(file);
    return { file, compiler: compiler.command, note: null };
  }
  const { place, note } = placeFor(folder);
  const made = path.join(place, `${name}.${process.pid}.${threadId}`);
  const command = [...compiler.args, ...args, '-I', headers, '-o', made, path.join(SOURCES, 'addon.c')];
  const { status, error, stderr } = spawnSync(compiler.command, command, { encoding: 'utf8', timeout: PATIENCE_MS });
  if (status !== 0) {
    rmSync(made, { force: true });
    return `${compiler.command} failed: ${error?.message ?? firstError(stderr) ?? `exit code ${status}`}`;
  }
  // Whole or not at all: another process may be compiling or loading it.
  const kept = path.join(place, name);
  renameSync(made, kept);
  return { file: kept, compiler: compiler.command, note };
}

function findHeaders(): string | null {
  try {
    return (createRequire(import.meta.url)(HEADERS) as { include_dir: string }).include_dir;
  } catch {
    return null;
  }
}

/** Of everything that the file depends on. */
function digestOf(compiler: Compiler, args: readonly string[], headers: string): string {
  const hash = createHash('sha256').update(JSON.stringify([compiler.identity, args, headers, process.platform]));
  const kernels = readdirSync(path.join(SOURCES, 'kernels')).sort();
  for (const name of ['addon.c', ...kernels.map((kernel) => path.join('kernels', kernel))]) {
    const content = readFileSync(path.join(SOURCES, name));
    hash.update(`${name}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

/** The cache's folder, or where nothing can be written there, one of this process alone. */
function placeFor(folder: string): { readonly place: string; readonly note: string | null } {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = path.join(folder, `probe.${process.pid}.${threadId}`);
    writeFileSync(probe, '');
    rmSync(probe);
    removeUnused(folder);
    return { place: folder, note: null };
  } catch (error) {
    const own = mkdtempSync(path.join(tmpdir(), 'heirloom-native-'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    const note = `Compiled kernels can't be kept in ${folder} (${(error as NodeJS.ErrnoException).code}) and were compiled for this command alone; HEIRLOOM_CACHE names another folder.`;
    return { place: own, note };
  }
}

function markUsed(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Another user's: it can be read and not be marked.
  }
}

function removeUnused(folder: string): void {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const used = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (used < oldest) rmSync(file, { force: true });
  }
}

function firstError(stderr: string): string | null {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /error/i.test(line)) ?? lines[0])?.trim().slice(0, 200) ?? null;
}
