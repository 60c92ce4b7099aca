/** Dose and response in `heirloom report`: which strategies make a family, and what its table says of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Family, familiesOf } from '#benchmarks/cli/report/families.ts';
import { reportHtml } from '#benchmarks/cli/report/html.ts';
import { reportJson } from '#benchmarks/cli/report/json.ts';
import type { Result } from '#benchmarks/cli/report/load.ts';
import { makeReport, type Report } from '#benchmarks/cli/report/score.ts';
import { reportText } from '#benchmarks/cli/report/text.ts';
import type { Tier } from '#benchmarks/protocol/ids.ts';
import { requireRun } from '../../support/bundles.ts';

const CONTROLS = ['replace', 'oracle'];
const SHARES = ['retain:share=0.1', 'retain:share=0.05', 'retain:share=0.2'];

async function reportOf(specs: readonly string[], tier: Tier = 'smoke'): Promise<Report> {
  const results = specs.map(async (spec): Promise<Result> => {
    const { record } = await requireRun('gaussian', spec, { tier });
    return { path: spec, spec, records: [record] };
  });
  return makeReport(await Promise.all(results));
}

const namesOf = (families: readonly Family[]) => families.map(({ name, parameters }) => [name, ...parameters]);

describe('families', () => {
  let report: Report;
  beforeAll(async () => {
    report = await reportOf([...CONTROLS, ...SHARES, 'accumulate'], 'quick');
  });

  it('are strategies that differ in a parameter, by its value, with what they cost', () => {
    const families = familiesOf(report);
    expect(namesOf(families)).toEqual([['retain', 'share']]);
    expect(families[0]?.members.map(({ id, values }) => [id, ...values])).toEqual([
      ['retain:share=0.05', 0.05],
      ['retain:share=0.1', 0.1],
      ['retain:share=0.2', 0.2],
    ]);
    // M a generation is trained on; what is not kept real is sampled; nothing is asked of anyone.
    for (const { values, cost } of families[0]?.members ?? []) {
      expect(cost.trained).toBe(1);
      expect(cost.sampled).toBeCloseTo(1 - Number(values[0]), 12);
      expect(cost.calls).toBe(0);
    }
  });

  it('stand in the text, the page and the JSON with scores and intervals', async () => {
    const text = reportText(report, 120);
    const line = text.split('\n').find((candidate) => /^ *0\.05 /.test(candidate));
    expect(text).toContain('retain by share\nshare ');
    expect(line).toMatch(/^ 0\.05 +\S+ \[\S+, \S+\] +5\.0% +1\.00 +0\.95 +0\.00 +\S+ \[\S+, \S+\]$/);
    expect(await reportHtml(report)).toContain('<h2>retain by share</h2>');
    expect(reportJson(report)).toMatchObject({ families: familiesOf(report) });
  });

  it('name every parameter that varies, and of whom where two strategies have it', async () => {
    const two = await reportOf([...CONTROLS, 'mix-sources:sources=2', 'mix-sources:sources=3,families=same']);
    expect(namesOf(familiesOf(two))).toEqual([['mix-sources', 'sources', 'families']]);
    const composed = await reportOf([
      ...CONTROLS,
      'retain:share=0.1+fresh:share=0.1',
      'retain:share=0.1+fresh:share=0.2',
    ]);
    expect(namesOf(familiesOf(composed))).toEqual([['retain+fresh', 'fresh share']]);
  });

  it('are none where nothing varies', async () => {
    const plain = await reportOf([...CONTROLS, 'retain']);
    expect(familiesOf(plain)).toEqual([]);
    expect(reportText(plain, 100)).not.toContain(' by ');
  });
});
