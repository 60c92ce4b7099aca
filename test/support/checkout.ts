/** A copy of what the command line needs of this checkout, to be changed at will. */
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finished, startScript } from './cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Checkout {
  readonly root: string;
  /** Starts `npx heirloom` in it. */
  readonly start: (args: readonly string[]) => ReturnType<typeof startScript>;
  readonly run: (args: readonly string[]) => ReturnType<typeof finished>;
}

export function copyCheckout(): Checkout {
  const root = join(temporaryFolder(), 'checkout');
  for (const name of ['benchmarks', 'package.json', 'package-lock.json', 'tsconfig.json', '.gitignore']) {
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  }
  mkdirSync(join(root, 'node_modules'));
  // What is compiled is the copy's own.
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((found) => !found.startsWith('.'))) {
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
  }
  const start = (args: readonly string[]) => startScript([join(root, 'benchmarks', 'cli', 'bin.mjs'), ...args]);
  return { root, start, run: (args) => finished(start(args)) };
}
