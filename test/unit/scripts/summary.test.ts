import { describe, expect, it } from 'vitest';
import { countReport, slowest, sum } from '../../../scripts/test/count.mjs';

const file = (status: 'passed' | 'failed', ...tests: ('passed' | 'failed' | 'skipped')[]) => {
  return { status, assertionResults: tests.map((state) => ({ status: state })) };
};
const report = (numPassedTests: number, numFailedTests: number, ...testResults: ReturnType<typeof file>[]) => {
  return { numPassedTests, numFailedTests, testResults };
};

describe('countReport', () => {
  it('counts tests', () => {
    expect(countReport(report(2, 1, file('failed', 'passed', 'failed'), file('passed', 'passed')), 1)).toEqual({
      passed: 2,
      failed: 1,
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countReport(report(2, 0, file('passed', 'passed', 'passed'), file('failed')), 1)).toEqual({
      passed: 2,
      failed: 1,
    });
  });

  it('counts a file whose hook threw as a failure', () => {
    expect(countReport(report(1, 1, file('failed', 'skipped'), file('failed', 'passed', 'failed')), 1)).toEqual({
      passed: 1,
      failed: 2,
    });
  });

  it('does not take an unhandled error, a crash or an empty suite for success', () => {
    expect(countReport(report(2, 0, file('passed', 'passed', 'passed')), 1)).toEqual({ passed: 2, failed: 1 });
    expect(countReport(null, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countReport(report(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

it('sums over suites', () => {
  expect(
    sum([
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ]),
  ).toEqual({ passed: 5, failed: 1 });
});

it('names the slowest files, the slowest first', () => {
  const [quick, slow, middle] = [
    { name: 'a', ms: 1 },
    { name: 'b', ms: 3 },
    { name: 'c', ms: 2 },
  ];
  expect(slowest([quick, slow, middle], 2)).toEqual([slow, middle]);
  expect(slowest([], 2)).toEqual([]);
});
