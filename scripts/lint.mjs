/**
 * `npm run lint`: form (Biome), who may import whom (dependency-cruiser), what results may not depend on (source rules).
 * Each is one check; the exit code is 1 where one fails.
 */
import { fileURLToPath } from 'node:url';
import { ended, startNode } from './support/children.mjs';
import { inRoot, ROOT } from './support/root.mjs';
import { runScript, say, step } from './support/steps.mjs';
import { loadTypeScript } from './support/typescript.mjs';

const BIOME = inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome');
const CRUISER = inRoot('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

const succeeds = async (args) => (await ended(startNode(args))).code === 0;

/** @type {readonly { name: string, passes: () => Promise<boolean> }[]} */
export const LINT_CHECKS = [
  {
    name: 'Form (Biome)',
    passes: () =>
      succeeds([BIOME, 'ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.']),
  },
  {
    name: 'Import rules (dependency-cruiser)',
    passes: () =>
      succeeds([
        CRUISER,
        '--config',
        '.dependency-cruiser.cjs',
        'benchmarks',
        'leaderboard',
        'app',
        'scripts',
        'tools',
      ]),
  },
  {
    name: 'What is loaded without being asked for (dependency-cruiser)',
    passes: () =>
      succeeds([CRUISER, '--config', '.dependency-cruiser.static.cjs', 'benchmarks', 'leaderboard', 'app', 'scripts']),
  },
  { name: 'Source rules', passes: checkSources },
];

async function checkSources() {
  // Loaded late: setup installs TypeScript and what reads it.
  await loadTypeScript();
  const { checkTree } = await import('../tools/lint/source-rules.ts');
  const findings = checkTree(ROOT);
  for (const { file, line, rule, message } of findings) say(`  ${file}:${line} ${rule}: ${message}`);
  return findings.length === 0;
}

/** Runs checks one after the other; the number that passed and that failed. */
export async function runChecks(checks) {
  const count = { passed: 0, failed: 0 };
  for (const { name, passes } of checks) {
    await step(name, async () => {
      const passed = await passes();
      count[passed ? 'passed' : 'failed'] += 1;
      return passed ? 'passed' : 'FAILED';
    });
  }
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const { failed } = await runChecks(LINT_CHECKS);
    if (failed > 0) process.exitCode = 1;
  });
}
