/** Where a result was made. None of it enters the result's digest. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../protocol/record.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function describeEnvironment(): Environment {
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
  const commit = git('rev-parse', 'HEAD');
  // Results are no code: `npm run reference` writes one archive after another into the checkout it runs from.
  const status = commit === null ? null : git('status', '--porcelain', '--', ':/', ':!/reference');
  return {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: Math.max(1, cpus().length),
    heirloom: version,
    commit,
    dirty: status === null ? null : status !== '',
  };
}

function git(...args: string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // No git, or no checkout: the record says null.
    return null;
  }
}
