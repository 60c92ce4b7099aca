import { describe, expect, it, test } from 'vitest';
import { formatSpec, parseSpec } from '#benchmarks/protocol/spec.ts';
import { expandSweep, MAX_SWEEP } from '#benchmarks/protocol/sweep.ts';
import { planRuns } from '#benchmarks/runner/plan.ts';

const expand = (text: string) => expandSweep(text, (spec) => formatSpec(parseSpec(spec)));

test('a sweep stands for one specification a value, several for their product, the first varying slowest', () => {
  expect(expand('retain:share={0.01, 0.05}')).toEqual(['retain:share=0.01', 'retain:share=0.05']);
  expect(expand('retain:share={0.1,0.2}+temperature:value={0.9,1e+0}')).toEqual([
    'retain:share=0.1+temperature:value=0.9',
    'retain:share=0.1+temperature:value=1e+0',
    'retain:share=0.2+temperature:value=0.9',
    'retain:share=0.2+temperature:value=1e+0',
  ]);
  expect(expand('mix-sources:budget={split,full},own={0,1}')).toHaveLength(4);
  expect(expand('retain')).toEqual(['retain']);
});

describe('what is refused, with the reason', () => {
  it.each([
    ['retain:share={}', '{} lacks a value'],
    ['retain:share={0.1,,0.2}', '{0.1,,0.2} lacks a value'],
    ['retain:share={0.1,0.10}', 'it stands for retain:share=0.1 twice'],
    ['retain:share={0.1', 'braces stand as the whole value'],
    ['retain:share=0.{1,2}', 'braces stand as the whole value'],
    ['retain:share={0.1,{0.2}}', 'braces stand as the whole value'],
    ['{retain,fresh}', 'braces stand as the whole value'],
  ])('%s', (text, reason) => {
    expect(() => expand(text)).toThrow(reason);
  });

  it('more than there is room for, and parameters that are not there', () => {
    const many = Array.from({ length: MAX_SWEEP + 1 }, (_, index) => index / 100).join(',');
    expect(() => expand(`retain:share={${many}}`)).toThrow(`stands for ${MAX_SWEEP + 1} specifications`);
    const plan = (spec: string) => () => planRuns({ benchmarks: ['gaussian'], strategies: [spec], tier: 'smoke' });
    expect(plan('retain:shares={0.1,0.2}')).toThrow('unknown parameter "shares"');
    expect(plan('retain:share={0.1,2}')).toThrow('received share=2');
  });
});

test('a plan has a run for each, and one for what is named twice', () => {
  const strategies = ['retain:share={0.1,0.2}', 'retain:share=0.2', 'replace'];
  const { runs } = planRuns({ benchmarks: ['gaussian'], strategies, tier: 'smoke' });
  expect(runs.map(({ strategy }) => strategy.spec)).toEqual(['retain:share=0.1', 'retain:share=0.2', 'replace']);
});
