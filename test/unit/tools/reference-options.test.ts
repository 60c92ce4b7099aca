/** What `npm run reference` understands. */
import { describe, expect, it } from 'vitest';
import { REFERENCE_SETS, type ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import { benchmarksOf } from '#benchmarks/suite/catalog.ts';
import { readReferenceRequest } from '../../../tools/reference/options.ts';
import { specsOf } from '../../../tools/reference/specs.ts';

const [first, open, later] = REFERENCE_SETS;
const specsIn = (set: ReferenceSet) => specsOf(set).map(({ spec }) => spec);
const benchmarks = benchmarksOf('0.2').map(({ id }) => id);

describe('what is asked for', () => {
  it('is all that the first set lacks where nothing is said', () => {
    const all = { set: first, specs: specsIn(first), benchmarks };
    expect(readReferenceRequest([])).toEqual({ action: 'make', redo: false, ...all });
    expect(readReferenceRequest(['--all'])).toEqual({ action: 'make', redo: true, ...all });
  });

  it('is what is named, in the catalogs’ order, of the suite that is named', () => {
    expect(readReferenceRequest(['--suite', '0.3', 'gaussian-drift', 'oracle', 'replace', 'gaussian@2'])).toEqual({
      action: 'make',
      redo: false,
      set: open,
      specs: ['replace', 'oracle'],
      benchmarks: ['gaussian@2', 'gaussian-drift'],
    });
  });

  it('is of a suite that takes over others’ protocols only what it brings', () => {
    expect(readReferenceRequest(['--suite', '0.4', 'replace'])).toMatchObject({
      set: later,
      specs: ['replace'],
      benchmarks: ['facts-counts', 'facts'],
    });
  });

  it('is a dose by its specification, where the suite has it', () => {
    const named = ['fresh:share=0.01', 'retain:share=0.2', 'fresh', 'gaussian@2'];
    expect(readReferenceRequest(['--suite', '0.3', ...named])).toMatchObject({
      specs: ['retain:share=0.2', 'fresh', 'fresh:share=0.01'],
      benchmarks: ['gaussian@2'],
    });
    expect(readReferenceRequest(['--samples', 'fresh:share=0.01'])).toMatchObject({
      chosen: [
        { set: open, specs: ['fresh:share=0.01'] },
        { set: later, specs: ['fresh:share=0.01'] },
      ],
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
      chosen: [{ set: open, specs: ['anchor'], benchmarks: ['gaussian@2'] }],
    });
    expect(readReferenceRequest(['--samples', 'anchor'])).toMatchObject({
      chosen: [{ set: first, specs: ['anchor'] }, { set: open }, { set: later }],
    });
  });
});

it.each([
  [['--al'], /Unknown option '--al'[\s\S]*\nExpected npm run reference \[-- /],
  [['--suite'], /argument missing[\s\S]*\nExpected npm run reference/],
  [['--suite', '0.1'], /^Received --suite 0\.1; results are kept of 0\.2, 0\.3, 0\.4 \(0\.2 has those of 0\.1\)\.$/],
  [['--all', '--from', 'x'], /^Received --all and --from; expected one of them, or none\.$/],
  [['--from'], /^Received --from without a bundle; expected the paths/],
  [['oracel'], /^Received oracel; expected some of replace, oracle, /],
  [['gaussian@2'], / Suite 0\.3 has it: add --suite 0\.3\.$/],
  [['retain:share=0.01'], / Suite 0\.3 has it: add --suite 0\.3\.$/],
])('%j is refused with what is expected', (args, message) => {
  expect(() => readReferenceRequest(args)).toThrow(message);
});
