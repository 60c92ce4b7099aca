/** Where a result was made. None of it enters the result's digest. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../protocol/record.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Provenance {
  /** Paths below `benchmarks/` that the numbers come from. */
  readonly sources: Iterable<string>;
  /** The folder that the run writes into: results are no code. */
  readonly output: string | null;
}

export function describeEnvironment({ sources, output }: Provenance): Environment {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const commit = git('rev-parse', 'HEAD');
  return {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: Math.max(1, cpus().length),
    heirloom: version,
    commit,
    dirty: commit === null ? null : isDirty(sources, output),
  };
}

/**
 * Whether a tracked file is other than in the commit, or a file that the numbers come from is in no commit. Results are no
 * code: neither `reference/`, which `npm run reference` writes into, nor the run's own folder, nor what else lies about.
 */
function isDirty(sources: Iterable<string>, output: string | null): boolean | null {
  const results = ['reference', ...insideCheckout(output)].map((folder) => `:(exclude,literal)${folder}`);
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ...results);
  // Ignored ones, too: what is imported counts, whatever .gitignore says of it.
  const untracked = git('ls-files', '--others', '-z', '--', 'benchmarks');
  if (changed === null || untracked === null) return null;
  const foreign = new Set(untracked.split('\0'));
  return changed !== '' || [...sources].some((path) => foreign.has(`benchmarks/${path}`));
}

/** A folder as git names it, where it is inside the checkout. */
function insideCheckout(folder: string | null): string[] {
  if (folder === null) return [];
  const path = relative(ROOT, resolve(folder)).replaceAll(sep, '/');
  return path === '' || path === '..' || path.startsWith('../') || isAbsolute(path) ? [] : [path];
}

function git(...args: string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // No git, or no checkout: the record says null.
    return null;
  }
}
