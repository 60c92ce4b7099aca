/** Runs one vitest suite in a process of its own and counts what it reports. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ended, startNode } from '../support/children.mjs';
import { inRoot } from '../support/root.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * Counts a report of vitest's json reporter. A file that failed without a failed test (it could not be loaded, or a hook
 * threw) counts as one failure. So does a suite that ended badly with neither, and one that found no tests.
 * @param {Record<string, any> | null} report @param {number} exitCode @returns {Count}
 */
export function countReport(report, exitCode) {
  if (report === null) return { passed: 0, failed: 1 };
  const isBroken = (file) =>
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
  const brokenFiles = report.testResults.filter(isBroken).length;
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + brokenFiles;
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

/** @param {readonly Count[]} counts @returns {Count} */
export function sum(counts) {
  const add = (name) => counts.reduce((total, count) => total + count[name], 0);
  return { passed: add('passed'), failed: add('failed') };
}

/**
 * @param {string} suite name of `test/vitest.<suite>.config.ts`
 * @param {{ env: NodeJS.ProcessEnv, reportDir: string }} options
 * @returns {Promise<Count>}
 */
export async function runSuite(suite, { env, reportDir }) {
  const reportFile = path.join(reportDir, `${suite}.json`);
  rmSync(reportFile, { force: true });
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--root', inRoot(), '--config', inRoot('test', `vitest.${suite}.config.ts`)];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const { code } = await ended(startNode([vitest, ...args, ...reporters], { env }));
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null;
  return countReport(report, code);
}
