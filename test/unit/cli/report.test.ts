/** `heirloom report`, from folders and archives as `run` and packers write them. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import { reportHtml } from '#benchmarks/cli/report/html.ts';
import { reportJson } from '#benchmarks/cli/report/json.ts';
import { loadResults } from '#benchmarks/cli/report/load.ts';
import { lackingControls, originsOf } from '#benchmarks/cli/report/notes.ts';
import { makeReport } from '#benchmarks/cli/report/score.ts';
import { reportText } from '#benchmarks/cli/report/text.ts';
import { specSlug } from '#benchmarks/protocol/spec.ts';
import type { RunRequest } from '#benchmarks/runner/plan.ts';
import { resultFiles } from '../../../tools/reference/results.ts';
import { archiveOf, entriesOf } from '../../support/archives.ts';
import { bundleOf, requireRun, setJson, writeBundle } from '../../support/bundles.ts';
import { heirloom } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Options = Partial<RunRequest>;
const QUICK: Options = { tier: 'quick' };
const SEVEN: Options = { tier: 'quick', seeds: 7 };

const filesOf = async (spec: string, benchmarks: readonly string[], options: Options) =>
  bundleOf(await Promise.all(benchmarks.map((benchmark) => requireRun(benchmark, spec, options))));

/** A folder as `run --out` leaves it: a bundle for each strategy, and the plan. */
async function runFolder(specs: readonly string[], options: Options, benchmarks = ['gaussian']): Promise<string> {
  const folder = temporaryFolder();
  for (const spec of specs) {
    const bundle = join(folder, specSlug(spec));
    mkdirSync(bundle);
    writeBundle(await filesOf(spec, benchmarks, options), bundle);
  }
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ runs: [{ benchmark: {} }], notApplicable: [] }));
  return folder;
}

const reportOf = async (...paths: string[]) => makeReport((await loadResults(paths)).results);
const rowsOf = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name));

let official: string;
let unofficial: string;

beforeAll(async () => {
  official = await runFolder(['replace', 'oracle', 'retain', 'temperature'], QUICK);
  unofficial = await runFolder(['replace', 'oracle', 'retain'], SEVEN);
}, 120_000);

describe('ranks', () => {
  it('are given to official runs', async () => {
    const report = await reportOf(official);
    const ranks = Object.fromEntries(report.board.rows.map(({ id, rank }) => [id, rank?.position ?? null]));
    expect(ranks).toEqual({ replace: null, oracle: null, retain: 1, temperature: 1 });
    expect(rowsOf(reportText(report, 100), 'retain')[0]).toMatch(/^retain +retained +1 /);
  });

  it('are not given to unofficial ones, which is said in the row and below', async () => {
    const report = await reportOf(unofficial);
    expect(report.board.rows.map(({ rank }) => rank)).toEqual([null, null, null]);
    const text = reportText(report, 100);
    expect(rowsOf(text, 'retain')[0]).toMatch(/^retain +retained +unofficial +\d/);
    expect(text.replaceAll('\n', ' ')).toContain(
      'Unofficial, so without a rank here and on every board: oracle, retain, replace. Tier quick has the seeds 1 to 50 (gaussian).',
    );
    expect(reportJson(report)).toMatchObject({
      strategies: expect.arrayContaining([
        expect.objectContaining({ id: 'retain', official: false, unranked: 'unofficial' }),
      ]),
    });
    expect(await reportHtml(report)).toContain('<td>unofficial</td>');
  });

  it('go to the official ones of a mixture, and each is scored on its own seeds', async () => {
    const report = await reportOf(official, join(unofficial, 'retain'));
    const of = (name: string) => report.board.rows.find(({ id }) => id === name);
    expect(of(`retain (${join(official, 'retain')})`)?.rank).toMatchObject({ position: 1, of: 1 });
    const seven = of(`retain (${join(unofficial, 'retain')})`);
    expect(seven?.rank).toBeNull();
    const alone = (await reportOf(unofficial)).board.rows.find(({ id }) => id === 'retain');
    expect(seven?.overall?.value).toBe(alone?.overall?.value);
  });
});

describe('what a score hides', () => {
  interface Reported {
    readonly id: string;
    readonly byHorizon: Record<
      string,
      { readonly scores: { readonly value: number | null }[]; readonly ratio: { readonly value: number } | null }
    >;
  }

  it('stands beside it: the last horizon’s score is the score, and the oracle has its own error once', async () => {
    const report = await reportOf(official);
    const { strategies } = JSON.parse(JSON.stringify(reportJson(report))) as { strategies: Reported[] };
    const of = (name: string) => strategies.find(({ id }) => id === name)?.byHorizon.gaussian;
    const score = report.board.rows.find(({ id }) => id === 'retain')?.scores.gaussian;
    expect(of('retain')?.scores).toHaveLength(report.cards[0]?.tiers.quick.generations as number);
    expect(of('retain')?.scores.at(-1)?.value).toBe(score?.state === 'scored' && score.value);
    expect(of('oracle')?.ratio?.value).toBe(1);
    expect(of('replace')?.ratio?.value).toBeGreaterThan(of('retain')?.ratio?.value as number);
    const html = await reportHtml(report);
    expect(html).toContain('<th>error left</th><th>half-life</th>');
    expect(html).toMatch(/<td>[\d.]+× \([\d.]+ to [\d.]+\)<\/td>/);
  });

  it('is nothing where there is no score', async () => {
    const { strategies } = reportJson(await reportOf(await runFolder(['retain'], SEVEN))) as { strategies: Reported[] };
    expect(strategies[0]?.byHorizon).toEqual({});
  });
});

describe('the weights of groups', () => {
  it('are said, and the overall score has them', async () => {
    const folder = await runFolder(['replace', 'oracle', 'retain'], QUICK, ['gaussian-drift', 'regression@2']);
    const report = await reportOf(folder);
    expect(report.suite).toBe('0.3');
    const row = report.board.rows.find(({ id }) => id === 'retain');
    const clipped = (id: string) => {
      const score = row?.scores[id];
      return score?.state === 'scored' ? score.clipped : Number.NaN;
    };
    expect(row?.overall?.value).toBeCloseTo((9 * clipped('gaussian-drift') + clipped('regression')) / 10, 10);
    expect(reportText(report, 200)).toContain('weighted closed-forms 1, drift 9, of the means over their benchmarks');
    expect(reportJson(report)).toMatchObject({ weights: { drift: 9, text: 1 } });
    expect(reportJson(await reportOf(official))).toMatchObject({ weights: null });
    expect(reportText(await reportOf(official), 200)).not.toContain('weighted');
  });
});

describe('what can be given', () => {
  it('is a run’s folder, whatever else lies in it', async () => {
    const folder = await runFolder(['replace', 'oracle', 'retain'], SEVEN);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    mkdirSync(join(folder, 'logs'));
    const { results, skipped } = await loadResults([folder]);
    expect(results.map(({ spec }) => spec).sort()).toEqual(['oracle', 'replace', 'retain']);
    expect(skipped).toEqual([
      { path: join(folder, 'logs'), reason: 'no bundle: it has no runs/' },
      { path: join(folder, 'notes.txt'), reason: 'no result: neither JSON nor a .tar.gz' },
    ]);
  });

  it('is all that a shell finds in it: the plan is named and skipped', async () => {
    const paths = ['plan.json', 'replace', 'oracle', 'retain'].map((name) => join(unofficial, name));
    const { code, stdout, stderr } = await heirloom(['report', ...paths, '--json']);
    expect([code, stderr]).toEqual([0, `Skipped ${paths[0]}: no result: it holds no record.\n`]);
    expect(JSON.parse(stdout).board.rows).toHaveLength(3);
  });

  it('is an archive, by its content and alone or in a folder', async () => {
    const files = await filesOf('retain', ['gaussian'], SEVEN);
    const archive = archiveOf(entriesOf(files));
    const [fromArchive] = (await loadResults([archive])).results;
    const [fromFolder] = (await loadResults([join(unofficial, 'retain')])).results;
    expect(fromArchive?.records).toEqual(fromFolder?.records);
    const folder = temporaryFolder();
    renameSync(archive, join(folder, 'renamed.bin'));
    expect((await loadResults([folder])).results).toHaveLength(1);
  });

  it('is a record, and what run --json prints', async () => {
    const records = await Promise.all(['replace', 'retain'].map((spec) => requireRun('gaussian', spec, SEVEN)));
    const file = join(temporaryFolder(), 'printed.json');
    writeFileSync(file, JSON.stringify({ runs: records.map(({ record }) => record) }));
    expect((await loadResults([file])).results.map(({ spec }) => spec)).toEqual(['replace', 'retain']);
  });

  it('is not a run of another version, which is named and skipped', async () => {
    const files = await filesOf('retain', ['gaussian'], SEVEN);
    const { record } = await requireRun('gaussian', 'retain', SEVEN);
    setJson(files, 'runs/gaussian.json', { ...record, benchmark: { ...record.benchmark, version: 9 } });
    const bundle = writeBundle(files);
    const { skipped, results } = await loadResults([unofficial, bundle]);
    expect(results).toHaveLength(3);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'a run of gaussian@9; this checkout has gaussian@1 and gaussian@2, and can score no other',
    ]);
  });

  it('is nothing that is broken: it is refused with the check’s words', async () => {
    const files = await filesOf('retain', ['gaussian'], SEVEN);
    const { record } = await requireRun('gaussian', 'retain', SEVEN);
    setJson(files, 'runs/gaussian.json', { ...record, seeds: [1, 1, 2, 3, 4, 5, 6] });
    await expect(loadResults([writeBundle(files)])).rejects.toMatchObject({ code: 'check-failed' });
    await expect(loadResults([archiveOf(entriesOf(files))])).rejects.toMatchObject({ code: 'check-failed' });
    const link = archiveOf([
      ...entriesOf(await filesOf('retain', ['gaussian'], SEVEN)),
      { path: 'x', type: 'SymbolicLink', linkpath: '/etc' },
    ]);
    await expect(loadResults([link])).rejects.toMatchObject({ code: 'check-failed' });
    // Which archive of a folder it is can't be told from what is wrong with it.
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'cut.tar.gz'), readFileSync(archiveOf(entriesOf(files))).subarray(0, 500));
    await expect(loadResults([folder])).rejects.toMatchObject({
      code: 'check-failed',
      message: expect.stringContaining(join(folder, 'cut.tar.gz')),
      problems: [{ path: '(archive)', message: expect.stringMatching(/no valid gzip/) }],
    });
  });

  it('is no record in which a field is there twice, has a name that no field has, or that is another benchmark’s', async () => {
    const files = await filesOf('retain', ['gaussian'], SEVEN);
    const text = new TextDecoder().decode(files.get('runs/gaussian.json'));
    const refused = async (path: string, content: string) => {
      const changed = new Map(files);
      changed.delete('runs/gaussian.json');
      changed.set(path, new TextEncoder().encode(content));
      const either = [writeBundle(changed), archiveOf(entriesOf(changed))];
      for (const place of either) {
        expect((await checkBundleAt(place)).ok).toBe(false);
        await expect(loadResults([place]), path).rejects.toMatchObject({ code: 'check-failed' });
      }
    };
    await refused('runs/gaussian.json', text.replace('{', '{"official":true,'));
    await refused('runs/gaussian.json', text.replace('{', '{"__proto__":{},'));
    await refused('runs/regression.json', text);
  });

  it('is something: where no result is found every reason is listed', async () => {
    await expect(loadResults([join(unofficial, 'plan.json')])).rejects.toMatchObject({
      code: 'usage',
      problems: [{ message: 'no result: it holds no record' }],
    });
    await expect(loadResults([join(unofficial, 'nothing')])).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('controls', () => {
  it('are those given, else those beside, and the report says which', async () => {
    const given = await reportOf(official);
    expect(originsOf(given)).toMatchObject([
      { benchmarks: ['gaussian'], replace: { place: 'given' }, oracle: { place: 'given' } },
    ]);
    const beside = await reportOf(join(official, 'retain'));
    expect(originsOf(beside)).toMatchObject([{ replace: { place: 'beside the results' } }]);
    expect(reportText(beside, 300)).toMatch(/Controls of gaussian: \S+replace and \S+oracle \(beside the results\)\./);
  });

  it('with more seeds serve a run with fewer', async () => {
    const alone = await runFolder(['retain'], SEVEN);
    const report = await reportOf(official, alone);
    const own = report.board.rows.find(({ id }) => id.includes(alone));
    expect(own?.scores.gaussian).toMatchObject({ state: 'scored' });
    expect(lackingControls(report)).toEqual([]);
  });

  it('are else the reference results of the checkout', async () => {
    const alone = await runFolder(['retain'], { tier: 'standard' });
    const report = await reportOf(alone);
    expect(originsOf(report)).toMatchObject([
      {
        benchmarks: ['gaussian'],
        replace: { path: expect.stringMatching(/reference\/replace$/) },
        oracle: { place: 'reference results of this checkout' },
      },
    ]);
    expect(report.board.rows[0]?.scores.gaussian).toMatchObject({ state: 'scored' });
  });

  it('are those of the run’s own protocol, in the folder of its suite', async () => {
    const alone = temporaryFolder();
    const { file } = resultFiles('retain', REFERENCE_SETS[1]).find(({ benchmark }) => benchmark === 'gaussian') as {
      file: string;
    };
    mkdirSync(join(alone, 'runs'));
    copyFileSync(file, join(alone, 'runs', basename(file)));
    const report = await reportOf(alone);
    expect(originsOf(report)).toMatchObject([
      {
        benchmarks: ['gaussian'],
        replace: { path: expect.stringMatching(/reference\/0\.3\/replace$/) },
        oracle: { place: 'reference results of this checkout' },
      },
    ]);
    expect(report.board.rows[0]?.scores.gaussian).toMatchObject({ state: 'scored' });
  });

  it('that are nowhere are named with the command that makes them', async () => {
    const report = await reportOf(await runFolder(['retain'], { ...SEVEN, set: { sampleSize: 50 } }));
    expect(lackingControls(report)).toEqual([
      {
        benchmarks: ['gaussian'],
        lacking: [
          { control: 'replace', why: 'absent' },
          { control: 'oracle', why: 'absent' },
        ],
        command:
          'npx heirloom run gaussian --strategy replace oracle --tier quick --seeds 7 --set sampleSize=50 --out controls-quick',
        words: '',
      },
    ]);
    expect(reportText(report, 80)).toContain('\n  npx heirloom run gaussian --strategy replace oracle --tier quick');
    const half = await reportOf(await runFolder(['retain', 'oracle'], { ...SEVEN, generations: 9 }));
    expect(lackingControls(half)).toMatchObject([{ lacking: [{ control: 'replace', why: 'absent' }] }]);
  });

  it('of an engine that this checkout does not have can’t be made here, and no command pretends to', async () => {
    const [result] = (await loadResults([join(unofficial, 'retain')])).results;
    const records = result?.records.map((record) => ({ ...record, engine: { id: 'torch', version: '2.9' } })) ?? [];
    const report = await makeReport([{ path: temporaryFolder(), spec: 'retain', records }]);
    expect(lackingControls(report)).toMatchObject([
      {
        command: null,
        words: 'They have to be of engine torch 2.9, and this checkout has no such engine.',
      },
    ]);
  });
});

describe('the table', () => {
  it('says not applicable where a strategy can’t run, and missing where it could have', async () => {
    const folder = await runFolder(['replace', 'oracle'], { tier: 'smoke' }, ['gaussian', 'ngram-text']);
    const text = await runFolder(['token-edit'], { tier: 'smoke' }, ['ngram-text']);
    const half = await runFolder(['retain'], { tier: 'smoke' }, ['ngram-text']);
    const report = await reportOf(folder, text, half);
    const stateOf = (name: string) => report.board.rows.find(({ id }) => id === name)?.scores.gaussian?.state;
    expect([stateOf('token-edit'), stateOf('retain')]).toEqual(['not-applicable', 'missing']);
    expect(reportText(report, 200)).toContain('not applicable');
  });

  it.each([80, 100, 140])('and the notes fit %i columns, whatever the names are', async (width) => {
    const long = 'retain:share=0.05+temperature:value=0.9';
    const folder = await runFolder(['replace', 'oracle', long], { tier: 'smoke' }, [
      'gaussian',
      'regression',
      'word-frequencies',
      'gmm-2d',
    ]);
    const text = reportText(await reportOf(folder), width);
    const tooLong = text.split('\n').filter((line) => [...line].length > width && !line.startsWith('  npx heirloom'));
    expect(tooLong).toEqual([]);
    for (const id of ['gaussian', 'regression', 'word-frequencies', 'gmm-2d']) expect(text).toContain(id);
  });

  it('of the page breaks names only after what joins their parts', async () => {
    const folder = await runFolder(['replace', 'oracle', 'retain:share=0.05'], { tier: 'smoke' });
    const html = await reportHtml(await reportOf(folder));
    expect(html).toContain('<span class="part">retain:</span><wbr><span class="part">share=0.05</span>');
    expect(html).not.toMatch(/td:first-child[^}]*overflow-wrap/);
    expect(html).toContain('Controls of gaussian:');
  });
});
