/** What `npm run reference` understands. */
import { describe, expect, it } from 'vitest';
import { benchmarksOf } from '#benchmarks/suite/catalog.ts';
import { readReferenceRequest } from '../../../tools/reference/options.ts';
import { STRATEGY_IDS } from '../../../tools/reference/results.ts';

const first = { suite: '0.2', folder: 'reference' };
const open = { suite: '0.3', folder: 'reference/0.3' };
const benchmarks = benchmarksOf('0.2').map(({ id }) => id);

describe('what is asked for', () => {
  it('is all that the first set lacks where nothing is said', () => {
    const all = { set: first, strategies: STRATEGY_IDS, benchmarks };
    expect(readReferenceRequest([])).toEqual({ action: 'make', redo: false, ...all });
    expect(readReferenceRequest(['--all'])).toEqual({ action: 'make', redo: true, ...all });
  });

  it('is what is named, in the catalogs’ order, of the suite that is named', () => {
    expect(readReferenceRequest(['--suite', '0.3', 'gaussian-drift', 'oracle', 'replace', 'gaussian@2'])).toEqual({
      action: 'make',
      redo: false,
      set: open,
      strategies: ['replace', 'oracle'],
      benchmarks: ['gaussian@2', 'gaussian-drift'],
    });
  });

  it('is bundles to keep', () => {
    expect(readReferenceRequest(['--suite=0.3', '--from', 'a', 'b'])).toEqual({
      action: 'keep',
      set: open,
      bundles: ['a', 'b'],
    });
  });

  it('is samples of whatever suite has the benchmark, as the check’s warning says it', () => {
    expect(readReferenceRequest(['--samples', 'anchor', 'gaussian@2'])).toEqual({
      action: 'samples',
      chosen: [{ set: open, strategies: ['anchor'], benchmarks: ['gaussian@2'] }],
    });
    expect(readReferenceRequest(['--samples', 'anchor'])).toMatchObject({
      chosen: [{ set: first, strategies: ['anchor'] }, { set: open }],
    });
  });
});

it.each([
  [['--al'], /Unknown option '--al'[\s\S]*\nExpected npm run reference \[-- /],
  [['--suite'], /argument missing[\s\S]*\nExpected npm run reference/],
  [['--suite', '0.1'], /^Received --suite 0\.1; results are kept of 0\.2, 0\.3 \(0\.2 has those of 0\.1\)\.$/],
  [['--all', '--from', 'x'], /^Received --all and --from; expected one of them, or none\.$/],
  [['--from'], /^Received --from without a bundle; expected the paths/],
  [['oracel'], /^Received oracel; expected some of replace, oracle, /],
  [['gaussian@2'], / Suite 0\.3 has it: add --suite 0\.3\.$/],
])('%j is refused with what is expected', (args, message) => {
  expect(() => readReferenceRequest(args)).toThrow(message);
});
