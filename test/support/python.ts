/** The machine's Python, for tests of what is written in it; nothing is installed. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const OLDEST = [3, 10] as const;

/** A Python of at least 3.10 without packages of the user's, or why there is none. */
export function findPython(): { readonly command: string } | { readonly missing: string } {
  const found: string[] = [];
  for (const command of ['python3', '/usr/bin/python3', '/usr/local/bin/python3']) {
    const version = versionOf(command);
    if (version === null) continue;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === OLDEST[0] && minor >= OLDEST[1]) return { command };
    found.push(version);
  }
  return { missing: found.length > 0 ? `python3 is ${found.join(', ')}, older than 3.10` : 'there is no python3' };
}

function versionOf(command: string): string | null {
  try {
    const args = ['-c', 'import platform; print(platform.python_version())'];
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** The environment in which the checkout's package is imported, and writes nothing beside its sources. */
export const PYTHON_ENV = {
  PYTHONPATH: [path.resolve('clients/python/src'), path.resolve('clients/python')].join(path.delimiter),
  PYTHONDONTWRITEBYTECODE: '1',
} as const;
