/** What passed and failed, of a report, of a part, of all of them; and what took longest. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ name: string, ms: number }} FileTime a test file's, with what it imports and its hooks
 */

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

/** The files that took longest, the slowest first. @param {readonly FileTime[]} files @param {number} most */
export const slowest = (files, most) => [...files].sort((a, b) => b.ms - a.ms).slice(0, most);

/** Where a part leaves its count. @param {string} folder @param {string} part */
export const countFile = (folder, part) => path.join(folder, `${part}.count.json`);

/**
 * What a part left; a part that came to no end has failed.
 * @param {string} folder @param {string} part @returns {Count & { files?: FileTime[] }}
 */
export function readCount(folder, part) {
  const file = countFile(folder, part);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 };
}
