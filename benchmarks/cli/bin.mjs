#!/usr/bin/env node
// `npx heirloom` works straight after `npm ci`: what it needs is compiled at first use.
import { importCompiled } from '../runner/compiled.mjs';

try {
  const { main } = await importCompiled('benchmarks/cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Node opens a hundred modules at once: before main there is nobody else to say so.
  if (error.code !== 'EMFILE') throw error;
  process.stderr.write(
    'heirloom: Too many files are open (EMFILE) to load the program. Raise the limit (ulimit -n).\n',
  );
  process.exitCode = 5;
}
