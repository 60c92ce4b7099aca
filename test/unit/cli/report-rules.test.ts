/** `heirloom report` by the rules of suite 0.3, and by those of suites before it: who is ranked, and beside which idle baselines. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportHtml } from '#benchmarks/cli/report/html.ts';
import { reportJson } from '#benchmarks/cli/report/json.ts';
import { loadResults } from '#benchmarks/cli/report/load.ts';
import { makeReport, type Report } from '#benchmarks/cli/report/score.ts';
import { reportText } from '#benchmarks/cli/report/text.ts';
import { specSlug } from '#benchmarks/protocol/spec.ts';
import { bundleOf, requireRun, writeBundle } from '../../support/bundles.ts';
import { heirloom } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const AS_REPLACE = 'temperature:value=1';
const AS_BASELINE = 'gen0-samples+temperature:value=1';
const SPECS = ['replace', 'oracle', 'freeze', 'gen0-samples', 'retain', 'temperature', AS_REPLACE, AS_BASELINE];

/** A benchmark of each suite. */
const BENCHMARK: Readonly<Record<string, string>> = { '0.2': 'gaussian@1', '0.3': 'gaussian@2' };

const folders: Record<string, string> = {};
const by: Record<string, Report> = {};

async function writeRun(suite: string, into: string, spec: string, seeds?: number): Promise<void> {
  const place = join(into, specSlug(spec));
  mkdirSync(place);
  const options = { tier: 'quick', ...(seeds && { seeds }) } as const;
  writeBundle(bundleOf([await requireRun(BENCHMARK[suite] as string, spec, options)]), place);
}

const reportOf = async (suite: string, ...paths: string[]) => makeReport((await loadResults(paths)).results, suite);

beforeAll(async () => {
  for (const suite of Object.keys(BENCHMARK)) {
    const folder = temporaryFolder();
    for (const spec of SPECS) await writeRun(suite, folder, spec);
    folders[suite] = folder;
    by[suite] = await reportOf(suite, folder);
  }
}, 300_000);

const rowOf = (suite: string, spec: string) => by[suite]?.strategies.find(({ id }) => id === spec);
const rankOf = (suite: string, spec: string) => by[suite]?.board.rows.find(({ id }) => id === spec)?.rank ?? null;
const lineOf = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(start));

describe('what ran as a control or baseline', () => {
  it.each([
    [AS_REPLACE, 'control', 'replace', 'closed'],
    [AS_BASELINE, 'baseline', 'gen0-samples', 'anchored'],
  ])('%s has the role by the rules of 0.3, and a rank by those of 0.2', (spec, role, sameAs, division) => {
    expect(rowOf('0.3', spec)).toMatchObject({ role, sameAs, reason: 'same' });
    expect(rankOf('0.3', spec)).toBeNull();
    expect(rowOf('0.2', spec)).toMatchObject({ role: 'entry', sameAs: null, reason: null, division });
    expect(rankOf('0.2', spec)).not.toBeNull();
  });

  it('is said in its row and in a sentence', async () => {
    const report = by['0.3'] as Report;
    const text = reportText(report, 200);
    expect(lineOf(text, AS_REPLACE)).toMatch(/ control +same as replace /);
    expect(text.replaceAll('\n', ' ')).toContain(
      `No rank: ${AS_BASELINE}. Its trajectories are those of the baseline gen0-samples, bit for bit`,
    );
    expect(await reportHtml(report)).toContain('<td>same as replace</td>');
  });

  it('is found by the controls beside the results, too', async () => {
    const alone = await reportOf('0.3', join(folders['0.3'] as string, specSlug(AS_REPLACE)));
    expect(alone.strategies).toMatchObject([{ role: 'control', sameAs: 'replace', reason: 'same' }]);
  });
});

describe('a rank', () => {
  it('needs an interval above replace by the rules of 0.3 alone', () => {
    for (const { id, rank, overall } of by['0.3']?.board.rows ?? []) {
      if (rank !== null) expect(overall?.interval?.[0], id).toBeGreaterThan(0);
      const isBelow = (overall?.interval?.[0] ?? 0) <= 0;
      if (isBelow && rowOf('0.3', id)?.role === 'entry') expect(rowOf('0.3', id)?.reason, id).toBe('indistinct');
    }
    expect(rowOf('0.3', 'temperature')?.reason).toBe('indistinct');
    expect(rowOf('0.2', 'temperature')?.reason).toBe('outdone');
    expect(rankOf('0.3', 'retain')).not.toBeNull();
    expect(reportText(by['0.3'] as Report, 400)).toContain(
      'No rank (indistinct): Can’t be told from doing nothing (replace)',
    );
  });

  it('is none of an unofficial run, which is said', async () => {
    for (const suite of Object.keys(BENCHMARK)) {
      const unofficial = temporaryFolder();
      for (const spec of ['replace', 'oracle', 'retain']) await writeRun(suite, unofficial, spec, 7);
      const report = await reportOf(suite, unofficial);
      expect(report.board.rows.map(({ rank }) => rank)).toEqual([null, null, null]);
      expect(report.strategies.find(({ id }) => id === 'retain')?.reason).toBe('unofficial');
      expect(reportText(report, 400)).toMatch(/Unofficial, so without a rank here and on every board: .*retain/);
    }
  }, 120_000);
});

describe('idle baselines', () => {
  it('are lines at their places, and every other row says whether it beats them', async () => {
    const report = by['0.3'] as Report;
    const text = reportText(report, 220);
    expect(lineOf(text, '── freeze ──')).toMatch(/idle baseline/);
    expect(lineOf(text, 'oracle')).toMatch(/beats gen0-samples; can’t be told from freeze/);
    expect(lineOf(text, 'retain')).toMatch(/behind freeze, gen0-samples/);
    const scored = report.strategies.map(
      ({ id }) => report.board.rows.find((row) => row.id === id)?.overall?.value ?? 0,
    );
    expect(scored).toEqual([...scored].sort((a, b) => b - a));
    for (const { id, idle } of report.strategies)
      expect(
        idle.map(({ baseline }) => baseline),
        id,
      ).toEqual(['freeze', 'gen0-samples'].filter((name) => name !== id));
    expect(await reportHtml(report)).toMatch(
      /<tr class="line"><td><span class="part">freeze<\/span><\/td><td>idle baseline/,
    );
  });

  it('have the paired difference with its interval in JSON', () => {
    const { strategies, suite } = reportJson(by['0.3'] as Report) as ReturnType<typeof JSON.parse>;
    expect(suite).toBe('0.3');
    const own = strategies.find(({ id }: { id: string }) => id === 'retain');
    const scoreOf = (id: string) => by['0.3']?.board.rows.find((row) => row.id === id)?.overall?.value ?? 0;
    const [first] = own.idle;
    expect(first).toMatchObject({ baseline: 'freeze', verdict: 'loses' });
    expect(first.difference.value).toBeCloseTo(scoreOf('retain') - scoreOf('freeze'), 9);
    expect(first.difference.interval[1]).toBeLessThan(0);
  });

  it('are none by the rules of suite 0.2', () => {
    expect(by['0.2']?.strategies.flatMap(({ idle, isIdle }) => [...idle, isIdle])).toEqual(SPECS.map(() => false));
    expect(reportText(by['0.2'] as Report, 200)).not.toContain('idle');
  });
});

describe('--suite', () => {
  it('chooses the rules; without it they are those of the first suite that lists the benchmarks', async () => {
    const report = (...options: string[]) => heirloom(['report', folders['0.2'] as string, '--json', ...options]);
    const suiteOf = async (...options: string[]) => JSON.parse((await report(...options)).stdout).suite;
    expect(await suiteOf()).toBe('0.1');
    expect(await suiteOf('--suite', '0.2')).toBe('0.2');
    expect((await report('--suite', '0.3')).stderr).toMatch(/gaussian@1, which suite 0\.3 does not list/);
  }, 120_000);

  it('that is none, or lists other benchmarks, is refused with what was expected', async () => {
    await expect(reportOf('9.9', folders['0.2'] as string)).rejects.toThrow(
      'Received the suite "9.9"; expected one of 0.1, 0.2, 0.3',
    );
  });
});
