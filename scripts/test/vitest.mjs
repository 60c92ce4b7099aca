/** Runs one vitest suite in a process of its own, counts what it reports and says how long its files took. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ended, startNode } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';
import { countReport } from './count.mjs';

/**
 * @param {string} suite name of `test/vitest.<suite>.config.ts`
 * @param {{ env: NodeJS.ProcessEnv, reportDir: string, workers?: string }} options `workers`: at most so many files at once
 * @returns {Promise<import('./count.mjs').Count & { files: import('./count.mjs').FileTime[] }>}
 */
export async function runSuite(suite, { env, reportDir, workers }) {
  const reportFile = path.join(reportDir, `${suite}.json`);
  const timesFile = path.join(reportDir, `${suite}.times.json`);
  for (const file of [reportFile, timesFile]) rmSync(file, { force: true });
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--root', inRoot(), '--config', inRoot('test', `vitest.${suite}.config.ts`)];
  const limit = workers === undefined ? [] : [`--maxWorkers=${workers}`];
  const reporters = ['default', 'json', inRoot('scripts', 'test', 'file-times.mjs')].map(
    (name) => `--reporter=${name}`,
  );
  const { code } = await ended(
    startNode([vitest, ...args, ...limit, ...reporters, `--outputFile.json=${reportFile}`], {
      env: { ...env, HEIRLOOM_FILE_TIMES: timesFile },
    }),
  );
  return { ...countReport(readJson(reportFile), code), files: readJson(timesFile) ?? [] };
}

const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);
