/** What passed and failed: of a report, of a part, of all of them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

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

/** Where a part leaves its count. @param {string} folder @param {string} part */
export const countFile = (folder, part) => path.join(folder, `${part}.count.json`);

/** What a part left; a part that came to no end has failed. @param {string} folder @param {string} part @returns {Count} */
export function readCount(folder, part) {
  const file = countFile(folder, part);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 };
}
