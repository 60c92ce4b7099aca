import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'npyjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { draftSubmission } from '#benchmarks/bundle/draft.ts';
import { formatReport, reportToJson } from '#benchmarks/bundle/format-problems.ts';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { BENCHMARKS } from '#benchmarks/suite/catalog.ts';
import {
  type BundleFiles,
  bundleOf,
  filledSubmission,
  type MadeRun,
  requireRun,
  setJson,
  writeBundle,
} from '../../support/bundles.ts';
import { redigested } from '../../support/redigested.ts';

let run: MadeRun;
let good: BundleFiles;

beforeAll(async () => {
  run = await requireRun('gaussian', 'replace');
  good = bundleOf([run]);
});

const FIRST = 'samples/gaussian/seed-1/gen-0.npy';

/** Problems as `[path, message]` of a bundle whose files were changed. */
async function problemsOf(change: (files: BundleFiles) => void) {
  const files = new Map(good);
  change(files);
  const report = await checkBundleAt(writeBundle(files));
  return report.problems.map(({ path, message }) => [path, message]);
}

/** The bundle with another first sample file, whose hash the record and its digest know. */
function withSample(files: BundleFiles, content: Uint8Array): void {
  const samples = run.record.samples.map((sample) =>
    sample.path === FIRST ? { ...sample, sha256: sha256(content) } : sample,
  );
  const record: RunRecord = { ...run.record, samples };
  for (const [path, bytes] of bundleOf([{ record: redigested(record), files: run.files }])) files.set(path, bytes);
  files.set(FIRST, content);
}

const matrix = (values: number[], shape: number[]) => new Uint8Array(dump(Float64Array.from(values), shape));

describe('a good bundle', () => {
  it('passes, with the warnings that a reader needs', async () => {
    const report = await checkBundleAt(writeBundle(good));
    expect(report).toMatchObject({
      ok: true,
      problems: [],
      submission: { title: 'A test' },
      runs: [{ resultDigest: run.record.resultDigest }],
    });
    expect(report.warnings.map(({ path }) => path)).toContain('runs/gaussian.json#/seeds');
    expect(formatReport(report)).toMatch(/^The bundle passes: 1 run of replace, digest [0-9a-f]{64}\./);
  });

  it('may be incomplete unless completeness is asked for', async () => {
    const report = await checkBundleAt(writeBundle(good), { requireComplete: true });
    expect(report.ok).toBe(BENCHMARKS.length === 1);
    if (BENCHMARKS.length > 1)
      expect(report.problems[0]).toMatchObject({ path: 'runs/', message: expect.stringContaining('incomplete') });
  });
});

describe('a draft', () => {
  it('is told which blanks to fill in, each at its place, and nothing else', async () => {
    const { suite, benchmark, strategy } = run.record;
    const draft = draftSubmission({
      suite,
      tier: benchmark.tier,
      spec: strategy.spec,
      runs: [run.record],
    });
    const report = await checkBundleAt(writeBundle(bundleOf([run], draft)));
    expect(report.problems).toEqual([
      { path: 'submission.json#/title', message: 'blank; expected a title' },
      { path: 'submission.json#/authors/0/name', message: 'blank; expected the name of an author' },
      { path: 'submission.json#/licence', message: 'blank; expected a licence, e.g. "CC-BY-4.0"' },
      {
        path: 'submission.json#/attempts',
        message: 'blank; expected the number of specifications tried, this one included',
      },
    ]);
    expect(formatReport(report)).toContain('4 problems.\n\nsubmission.json\n  #/title: blank; expected a title\n');
    expect(reportToJson(report)).toMatchObject({ ok: false, omittedProblems: 0, problems: expect.any(Array) });
  });
});

describe('submission.json is refused at the place', () => {
  const submission = () => filledSubmission([run.record]);
  it.each<[string, object, string, RegExp]>([
    ['a title of two lines', { title: 'a\nb' }, '/title', /one line/],
    ['a title that turns the text around', { title: 'a\u202eb' }, '/title', /text-direction|control/],
    ['a title without anything to read', { title: '\u200b\u200b' }, '/title', /letter or digit/],
    ['a long title', { title: 'x'.repeat(201) }, '/title', /at most 200/],
    ['no authors', { authors: [] }, '/authors', /at least one author/],
    ['a wrong ORCID', { authors: [{ name: 'A', orcid: '0000-0002-1825-0098' }] }, '/authors/0/orcid', /check digit/],
    [
      'a wrong ORCID in its address',
      { authors: [{ name: 'A', orcid: 'https://orcid.org/0000-0002-1825' }] },
      '/authors/0/orcid',
      /received "https:\/\/orcid.org\/0000-0002-1825"; expected an ORCID iD such as/,
    ],
    ['a script for a URL', { paper: 'javascript:alert(1)' }, '/paper', /http/],
    ['a URL with a password', { code: 'https://me:secret@example.org' }, '/code', /user name/],
    ['no attempts', { attempts: -1 }, '/attempts', /received -1/],
    ['an unknown field', { rank: 1 }, '/rank', /unknown field/],
    ['an unknown tier', { tier: 'huge' }, '/tier', /"smoke", "quick"/],
    ['an unknown suite', { suite: '7.0' }, '/suite', /expected one of 0.1, 0.2/],
    [
      'a specification that is not canonical',
      { strategy: { spec: 'retain:share=0.10', family: 'retain', description: '' } },
      '/strategy/spec',
      /canonical form "retain:share=0.1"/,
    ],
    [
      'a run that is not there',
      { runs: [{ benchmark: 'regression', resultDigest: '0'.repeat(64) }] },
      '/runs/0/benchmark',
      /no runs\/regression.json/,
    ],
    [
      'a run twice',
      { runs: [0, 0].map(() => ({ benchmark: 'gaussian', resultDigest: '0'.repeat(64) })) },
      '/runs/1',
      /twice/,
    ],
    [
      'a digest that differs',
      { runs: [{ benchmark: 'gaussian', resultDigest: '0'.repeat(64) }] },
      '/runs/0/resultDigest',
      /runs\/gaussian.json has/,
    ],
  ])('%s', async (_, change, place, message) => {
    const problems = await problemsOf((files) => setJson(files, 'submission.json', { ...submission(), ...change }));
    expect(problems.find(([path]) => path === `submission.json#${place}`)?.[1], JSON.stringify(problems)).toMatch(
      message,
    );
  });

  it.each(['0000-0002-1825-0097', 'https://orcid.org/0000-0002-1825-0097', '0000-0002-1694-233x'])(
    'takes the real ORCID %s',
    async (orcid) => {
      const authors = [{ name: 'Josiah Carberry', orcid }];
      expect(await problemsOf((files) => setJson(files, 'submission.json', { ...submission(), authors }))).toEqual([]);
    },
  );

  it('a run that is not listed, and another strategy', async () => {
    const problems = await problemsOf((files) =>
      setJson(files, 'submission.json', {
        ...submission(),
        runs: [{ benchmark: 'other', resultDigest: '0'.repeat(64) }],
        strategy: { spec: 'oracle', family: 'x', description: '' },
      }),
    );
    expect(problems).toEqual(
      expect.arrayContaining([
        ['runs/gaussian.json', expect.stringContaining('does not list this run')],
        ['runs/gaussian.json#/strategy/spec', expect.stringContaining('received "replace"; expected "oracle"')],
      ]),
    );
  });

  it('no submission.json, no runs', async () => {
    const report = await checkBundleAt(writeBundle(new Map([['samples/gaussian/seed-1/gen-0.npy', new Uint8Array()]])));
    expect(report.problems.map(({ path }) => path)).toEqual(['submission.json', FIRST]);
  });
});

describe('samples are refused at the place', () => {
  it('a flipped byte', async () => {
    const problems = await problemsOf((files) => {
      const bytes = Uint8Array.from(files.get(FIRST) as Uint8Array);
      bytes[1000] = (bytes[1000] as number) ^ 1;
      files.set(FIRST, bytes);
    });
    expect(problems).toEqual([[FIRST, expect.stringContaining('the file was changed')]]);
  });

  it('a missing file and one that no record lists', async () => {
    const problems = await problemsOf((files) => {
      files.set('samples/gaussian/seed-2/gen-0.npy', files.get(FIRST) as Uint8Array);
      files.delete(FIRST);
    });
    expect(problems).toEqual([
      ['runs/gaussian.json#/samples/0/path', `the bundle has no ${FIRST}`],
      ['samples/gaussian/seed-2/gen-0.npy', expect.stringContaining('no record lists this file')],
    ]);
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['NaN', () => matrix([1, 2, Number.NaN, 4], [4, 1]), /row 2, column 0 is NaN/],
    ['Infinity', () => matrix([1, 2, 3, -1 / 0], [4, 1]), /row 3, column 0 is -Infinity/],
    ['too many examples', () => matrix(new Array(501).fill(0), [501, 1]), /more than 500/],
    ['no examples', () => matrix([], [0, 1]), /no examples/],
    ['another width', () => matrix([1, 2], [1, 2]), /shape is \[1, 2\] of float64; expected a matrix \[n, 1\]/],
    ['no dimension', () => matrix([1], []), /shape is \[\] of float64; expected a matrix \[n, 1\]/],
    ['a shape that lies', () => matrix([1, 2], [400, 1]), /header says 400 × 1/],
    ['no npy', () => new TextEncoder().encode('hello, this is no npy file at all'), /no readable .npy/],
    ['an empty file', () => new Uint8Array(), /no readable .npy/],
  ])('%s', async (_, make, message) => {
    const problems = await problemsOf((files) => withSample(files, make()));
    expect(problems.map(([, text]) => text).join('\n')).toMatch(message);
    expect(problems.every(([path]) => path?.startsWith('samples/'))).toBe(true);
  });

  it('lines of JSON that are none, line by line', async () => {
    const path = 'samples/gaussian/seed-1/gen-0.jsonl';
    const content = new TextEncoder().encode('["a","b"]\n[NaN]\n\n{"a":1,"a":2}\n');
    const samples = run.record.samples.map((sample) =>
      sample.path === FIRST ? { ...sample, path, sha256: sha256(content) } : sample,
    );
    const record = { ...run.record, samples };
    const files = bundleOf([{ record: redigested(record), files: new Map([...run.files].slice(1)) }]);
    files.set(path, content);
    const report = await checkBundleAt(writeBundle(files));
    expect(report.problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([`${path}:2#/0 (line 1, column 2)`, `${path}:3`, `${path}:4#/a (line 1, column 8)`]),
    );
  });

  it('generations of the first seed that are missing, wrong paths, doubles and strangers', async () => {
    const [first, second, third, ...rest] = run.record.samples as [
      RunRecord['samples'][number],
      RunRecord['samples'][number],
      RunRecord['samples'][number],
    ];
    const record = {
      ...run.record,
      samples: [
        first,
        first,
        { ...second, path: second.path.replace('gen-1', 'gen-4') },
        { ...third, seed: 99 },
        ...rest.slice(0, 1),
      ],
    };
    const problems = await problemsOf((files) => setJson(files, 'runs/gaussian.json', record));
    const places = problems.map(([path]) => path);
    expect(places).toEqual(
      expect.arrayContaining([
        'runs/gaussian.json#/samples/1',
        'runs/gaussian.json#/samples/2/path',
        'runs/gaussian.json#/samples/3/seed',
        'runs/gaussian.json#/samples',
      ]),
    );
  });
});

describe('the checker', () => {
  it('never changes the bundle', async () => {
    const folder = writeBundle(good);
    await checkBundleAt(folder);
    expect(existsSync(join(folder, 'submission.json'))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
