/** Runs one vitest suite in a process of its own and counts what it reports. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ended, startNode } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';
import { countReport } from './count.mjs';

/**
 * @param {string} suite name of `test/vitest.<suite>.config.ts`
 * @param {{ env: NodeJS.ProcessEnv, reportDir: string, workers?: string }} options `workers`: at most so many files at once
 * @returns {Promise<import('./count.mjs').Count>}
 */
export async function runSuite(suite, { env, reportDir, workers }) {
  const reportFile = path.join(reportDir, `${suite}.json`);
  rmSync(reportFile, { force: true });
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--root', inRoot(), '--config', inRoot('test', `vitest.${suite}.config.ts`)];
  const limit = workers === undefined ? [] : [`--maxWorkers=${workers}`];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { code } = await ended(startNode([vitest, ...args, ...limit, ...reporters], { env }));
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null;
  return countReport(report, code);
}
