/** The report's answer in words: the site's rule, and the site's words for what is asked. */
import { describe, expect, it } from 'vitest';
import { answerLines, QUESTION_WORDS } from '#benchmarks/cli/report/answer-text.ts';
import type { Result } from '#benchmarks/cli/report/load.ts';
import { makeReport, type Report } from '#benchmarks/cli/report/score.ts';
import { reportText } from '#benchmarks/cli/report/text.ts';
import messages from '../../../app/messages/en/board.json' with { type: 'json' };
import { requireRun } from '../../support/bundles.ts';

async function reportOf(benchmark: string, specs: readonly string[]): Promise<Report> {
  const results = specs.map(async (spec): Promise<Result> => {
    const { record } = await requireRun(benchmark, spec, { tier: 'quick' });
    return { path: spec, spec, records: [record] };
  });
  return makeReport(await Promise.all(results));
}

describe('the answer in words', () => {
  it('asks what a site asks', () => {
    expect(QUESTION_WORDS).toEqual(messages.answer.questions);
  });

  it('names the best within each budget with its place, and who did no better than nothing', async () => {
    const report = await reportOf('gaussian@2', [
      'replace',
      'oracle',
      'retain:share=0.05',
      'retain:share=0.1',
      'temperature:value=1.3',
      'accumulate',
    ]);
    const lines = answerLines(report);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'The answer in words, made by rule',
      'With no real data',
      'With at most 1% real data',
      'With at most 5% real data',
      'With at most 10% real data',
      'Where everything may be kept',
      'Worse than doing nothing',
      'Can’t be told from doing nothing',
    ]);
    expect(lines[1]).toBe('With no real data: nobody is ranked.');
    expect(lines[4]).toMatch(
      /^With at most 10% real data: retain:share=0\.1 [\d.]+ \[.*\], rank 1 of 1 in retained, ≤ 10% real, ≤ M\.$/,
    );
    expect(lines[6]).toMatch(/^Worse than doing nothing: temperature:value=1\.3 /);
    expect(lines[7]).toMatch(/^Can’t be told from doing nothing: retain:share=0\.05 /);
    expect(reportText(report, 100)).toContain('The answer in words, made by rule:');
  });

  it('is none by rules that know no budgets', async () => {
    expect(answerLines(await reportOf('gaussian@1', ['replace', 'oracle', 'retain']))).toEqual([]);
  });
});
