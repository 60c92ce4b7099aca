/** Records that are well-formed, with digests that fit, and were never measured. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { checkRecord } from '#benchmarks/bundle/check-record.ts';
import { Findings } from '#benchmarks/bundle/findings.ts';
import { REFERENCE_SETS } from '#benchmarks/bundle/reference-sets.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { readRecords } from '../../../tools/reference/results.ts';
import { type Loose, problemsAfter } from '../../support/broken-records.ts';
import { bundleOf, filledSubmission, type MadeRun, requireRun, setJson, writeBundle } from '../../support/bundles.ts';
import { redigested } from '../../support/redigested.ts';

let replace: MadeRun;

beforeAll(async () => {
  replace = await requireRun('gaussian', 'replace');
});

const references = new Map<string, Promise<RunRecord[]>>();

/** A record of the repository's reference results. */
async function reference(strategy: string, benchmark: string): Promise<RunRecord> {
  const records = references.get(strategy) ?? readRecords(strategy);
  references.set(strategy, records);
  return (await records).find((record) => record.benchmark.id === benchmark) as RunRecord;
}

/** What a check of a changed record finds, by place; the digest is made to fit. */
function checked(record: RunRecord, change: (record: Loose) => void) {
  const forged = structuredClone(record) as Loose;
  change(forged);
  Object.assign(forged, redigested(forged as RunRecord));
  const findings = new Findings();
  checkRecord(forged, record.benchmark.id, { file: '', findings });
  const byPlace = (list: typeof findings.problems) =>
    Object.fromEntries(list.map(({ path, message }) => [path.slice(1), message]));
  return { problems: byPlace(findings.problems), warnings: byPlace(findings.warnings) };
}

describe('the truth is the benchmark’s', () => {
  it('none at all is refused in one place, offline and (the same code) on a site', async () => {
    expect(
      await problemsAfter(replace, (r) => {
        r.truth = {};
      }),
    ).toEqual({
      // Then what came later.
      '/truth': expect.stringMatching(
        /^received no value; expected w2-root 0, w2 0, kl 0, mean-error 0, variance-ratio 1, tail-mass 0\.01, central-escape 0\.01(, [a-z-]+ [\d.]+)*, the truth of gaussian$/,
      ),
    });
  });

  it.each<[string, (r: Loose) => void, Record<string, string>]>([
    [
      'another value, which would move every time of collapse',
      (r) => {
        r.truth['tail-mass'] = 0.001;
      },
      { '/truth/tail-mass': 'received 0.001; expected 0.01, the truth of gaussian' },
    ],
    [
      'one that is missing',
      (r) => {
        delete r.truth.kl;
      },
      { '/truth/kl': 'missing; expected 0, the truth of gaussian' },
    ],
    [
      'one of no metric',
      (r) => {
        r.truth.beauty = 1;
      },
      { '/truth/beauty': 'unknown metric of gaussian; remove it (npx heirloom show gaussian lists its metrics)' },
    ],
  ])('%s', async (_, change, problems) => {
    expect(await problemsAfter(replace, change)).toEqual(problems);
  });

  it('on another engine may differ by rounding and no more', () => {
    const elsewhere = (value: number) =>
      checked(replace.record, (r) => {
        r.engine = { id: 'jax', version: '0.4' };
        r.truth['tail-mass'] = value;
      }).problems;
    expect(elsewhere(0.01 + 1e-12)).toEqual({});
    expect(Object.keys(elsewhere(0.01 + 1e-6))).toEqual(['/truth/tail-mass']);
    // On this checkout's own engine to the last bit.
    expect(
      checked(replace.record, (r) => {
        r.truth['tail-mass'] = 0.01 + 1e-12;
      }).problems,
    ).toHaveProperty(['/truth/tail-mass']);
  });

  it('of parameters that no tier has is taken as declared, in its metrics’ ranges', async () => {
    const { record } = await requireRun('word-frequencies', 'replace', {
      set: { vocabulary: 50, sampleSize: 200 },
      seeds: 2,
    });
    const edited = (value: number) =>
      checked(record, (r) => {
        r.truth.heterozygosity = value;
      }).problems;
    expect(edited(0.5)).toEqual({});
    expect(edited(1.5)).toEqual({
      '/truth/heterozygosity': 'received 1.5; expected 0 to 1, the range of heterozygosity',
    });
  });
});

describe('every seed is a run of its own', () => {
  it('one row for all of them is refused at each but the first', async () => {
    const problems = await problemsAfter(replace, (r) => {
      for (const rows of Object.values(r.trajectories) as number[][][]) rows.fill(rows[0] as number[]);
    });
    expect(problems).toEqual(
      Object.fromEntries(
        [1, 2, 3].map((seed) => [
          `/trajectories/w2-root/${seed}`,
          `seed ${seed + 1} has the same values as seed 1; expected a trajectory of its own: every seed of gaussian draws data of its own`,
        ]),
      ),
    );
  });

  it('a row that no seed has is told as that, not as the repeat of a seed without a name', async () => {
    const problems = await problemsAfter(replace, (r) => {
      r.trajectories['w2-root'].push([...r.trajectories['w2-root'][0]]);
    });
    expect(Object.keys(problems)).toEqual(['/trajectories/w2-root']);
    expect(JSON.stringify(problems)).not.toContain('undefined');
  });

  it('so are the best seeds repeated, in a run that is not official, too', () => {
    const { problems } = checked(replace.record, (r) => {
      r.official = false;
      r.benchmark.generations = 4;
      for (const name of ['trajectories', 'ledger'])
        for (const rows of name === 'ledger' ? [r.ledger] : Object.values<Loose>(r.trajectories)) {
          for (const row of rows) row.length = 5;
          rows[3] = rows[1];
        }
      r.samples.length = 5;
    });
    expect(Object.keys(problems)).toEqual(['/trajectories/w2-root/3']);
  });

  const repeatedAfter = (first: number) => (r: Loose) => {
    for (const rows of Object.values<Loose>(r.trajectories))
      for (const [seed, row] of rows.entries()) if (seed >= 5) row.splice(first, 100, ...rows[seed % 5].slice(first));
  };

  it('nor does it help to keep generation 0, which is known, or some generations more', async () => {
    const gaussian = await reference('retain', 'gaussian');
    const after0 = checked(gaussian, repeatedAfter(1)).problems;
    expect(Object.keys(after0)).toHaveLength(195);
    expect(after0['/trajectories/w2-root/6']).toBe(
      'seed 7 has the same values as seed 2 in every generation after 0; expected a trajectory of its own: every seed of gaussian draws data of its own',
    );
    const after9 = checked(gaussian, repeatedAfter(10)).problems;
    expect(Object.keys(after9)).toHaveLength(195);
    expect(after9['/trajectories/w2-root/6']).toBe(
      'seed 7 has the value of an earlier seed in 41 generations, in generation 10 that of seed 2; expected a trajectory of its own: every seed of gaussian draws data of its own',
    );
    // One metric is made of counts: whole trajectories are compared, single generations are not.
    const words = await reference('temperature', 'word-frequencies');
    expect(Object.keys(checked(words, repeatedAfter(1)).problems)).toHaveLength(words.seeds.length - 5);
    expect(checked(words, () => undefined).problems).toEqual({});
  });

  it('what keeps a few words may take several seeds through the same ones', async () => {
    const records = await readRecords(
      'select-surprise:keep=high',
      REFERENCE_SETS.find(({ suite }) => suite === '0.3'),
    );
    const words = records.find(({ benchmark }) => benchmark.id === 'words-drift') as RunRecord;
    const primary = words.trajectories['total-variation'] as number[][];
    expect(primary[4]?.slice(1)).toEqual(primary[1]?.slice(1));
    expect(checked(words, () => undefined).problems).toEqual({});
  });

  it('nor to take the generations of one seed from several others', async () => {
    const { problems } = checked(await reference('retain', 'gaussian'), (r) => {
      for (const rows of Object.values<Loose>(r.trajectories))
        rows[150] = rows[150].map((own: number, generation: number) =>
          generation === 0 ? own : rows[generation][generation],
        );
    });
    expect(problems).toEqual({
      '/trajectories/w2-root/150':
        'seed 151 has the value of an earlier seed in 50 generations, in generation 1 that of seed 2; expected a trajectory of its own: every seed of gaussian draws data of its own',
    });
  });

  it('a model that nothing changes any more may be the same in many seeds', async () => {
    const { problems } = checked(await reference('retain', 'gaussian'), (r) => {
      for (const [metric, rows] of Object.entries<Loose>(r.trajectories))
        for (const row of rows) row.splice(25, 100, ...Array.from({ length: 26 }, () => r.truth[metric]));
    });
    expect(problems).toEqual({});
  });

  it('a seed that stopped at once shows nothing that could be repeated', () => {
    const { problems } = checked(replace.record, (r) => {
      for (const seed of [2, 3]) {
        r.statuses[seed] = { state: 'diverged', generation: 0, reason: 'x' };
        for (const rows of [r.ledger, ...Object.values<Loose>(r.trajectories)]) rows[seed] = [];
      }
    });
    expect(problems).toEqual({});
  });

  it('few counts may be equal by chance: a warning where the run is small, a problem where it is the tier’s', async () => {
    const small = await requireRun('word-frequencies', 'replace', {
      set: { vocabulary: 10, sampleSize: 10 },
      seeds: 2,
      generations: 2,
    });
    const repeated = (r: Loose) => {
      for (const rows of Object.values<Loose>(r.trajectories)) rows[1] = rows[0];
    };
    const found = checked(small.record, repeated);
    expect(found.problems).toEqual({});
    expect(found.warnings['/trajectories/total-variation/1']).toMatch(/seed 2 has the same values as seed 1/);
    const whole = await requireRun('word-frequencies', 'replace');
    expect(Object.keys(checked(whole.record, repeated).problems)).toEqual(['/trajectories/total-variation/1']);
  });
});

describe('metrics of one generation say the same of it', () => {
  it('w2-root is the square root of w2, in every bit of honest records', async () => {
    const { record } = replace;
    record.trajectories.w2?.forEach((row, seed) => {
      row.forEach((w2, generation) => {
        expect(record.trajectories['w2-root']?.[seed]?.[generation]).toBe(Math.sqrt(w2 as number));
      });
    });
    const root = record.trajectories['w2-root']?.[1]?.[3] as number;
    const problems = await problemsAfter(replace, (r) => {
      r.trajectories['w2-root'][1][3] = root * 0.5;
    });
    expect(problems).toEqual({
      '/trajectories/w2-root/1/3': `received ${root * 0.5}; expected ${root}, the square root of w2`,
    });
  });

  it('a value that another was computed from can’t be left out', async () => {
    const problems = await problemsAfter(replace, (r) => {
      r.trajectories['w2-root'][1][3] = 0.25;
      r.trajectories.w2[1][3] = null;
    });
    expect(problems).toEqual({
      '/trajectories/w2/1/3':
        'received null; expected the value that w2-root 0.25 was computed from: w2-root is the square root of w2',
    });
    const shares = checked(await reference('replace', 'digits-longtail'), (r) => {
      r.trajectories['class-tv'][0][1] = 0.001;
      r.trajectories['digit-4-share'][0][1] = null;
    });
    expect(shares.problems['/trajectories/digit-4-share/0/1']).toMatch(
      /^received null; expected the value that [a-z0-9-]+ \S+ was computed from: .* digits/,
    );
  });

  it.each<[benchmark: string, metric: string, change: (value: number) => number, words: RegExp]>([
    ['gaussian', 'w2', (x) => x * 0.9, /mean-error \+ \(√variance-ratio − 1\)²/],
    ['gaussian', 'kl', (x) => x + 0.01, /ln variance-ratio/],
    ['gaussian', 'tail-mass', (x) => x + 0.01, /a Gaussian with that mean-error and variance-ratio/],
    ['gaussian', 'central-escape', (x) => x + 0.01, /a Gaussian with that mean-error and variance-ratio/],
    ['gaussian', 'variance-ratio', (x) => x + 0.1, /variance-ratio/],
    ['regression', 'predictive-w2', (x) => x * 0.9, /excess-risk \+ \(√noise-ratio − 1\)²/],
    ['word-frequencies', 'support', (x) => x + 0.5, /a whole number of words/],
    ['word-frequencies', 'support', () => 2001, /no more than the vocabulary/],
    ['word-frequencies', 'effective-words', () => 1900, /from 1\/\(1 − heterozygosity\) to support/],
    ['word-frequencies', 'heterozygosity', () => 0.9999, /heterozygosity|1 − 1\/support/],
    ['gmm-2d', 'modes-covered', () => 7.5, /a whole number of modes/],
    ['gmm-2d', 'modes-covered', () => 0, /rare modes among the eight/],
    ['gmm-2d', 'rare-mode-recall', () => 0.5, /three rarest modes/],
    ['ngram-text', 'vocabulary-alive', (x) => x + 0.00003, /share of the vocabulary/],
    ['ngram-text', 'vocabulary-alive', () => 0.01, /rare words that rare-word-recall counts/],
    ['ngram-text', 'distinct-1', () => 0.01, /words of vocabulary-alive/],
    ['ngram-text', 'low-perplexity-share', () => 0.999, /no sample is both/],
    ['text-transformer', 'sample-perplexity-bin-7', (x) => x + 0.1, /1 − the other bins/],
    ['text-transformer', 'sample-perplexity-p50', () => 1, /at least sample-perplexity-p10/],
    ['digits-vae', 'coverage', (x) => x + 0.0005, /share of 1,000 held-out images/],
    ['digits-vae', 'density', () => 0.0002, /at least a fifth of coverage/],
    ['digits-vae', 'classes-alive', () => 9.5, /whole number of classes/],
    ['digits-longtail', 'class-tv', (x) => x * 0.5, /digits’ shares from their true frequencies/],
    ['digits-longtail', 'class-entropy', (x) => x + 0.01, /entropy of the digits’ shares/],
    ['digits-longtail', 'digit-3-share', (x) => x + 0.1, /digits/],
    ['digits-longtail', 'classes-alive', (x) => x - 1, /a quarter of their true frequency/],
    ['digits-longtail', 'rare-class-recall', (x) => x + 0.3, /three rarest digits/],
  ])('%s: %s is refused where it doesn’t', async (benchmark, metric, change, words) => {
    const record = await reference('replace', benchmark);
    const { problems } = checked(record, (r) => {
      r.trajectories[metric][0][1] = change(r.trajectories[metric][0][1]);
    });
    expect(Object.keys(problems).every((place) => /^\/trajectories\/[^/]+\/0\/1$/.test(place))).toBe(true);
    expect(Object.values(problems).join('\n')).toMatch(words);
  });
});

describe('numbers that this checkout knows', () => {
  it('generation 0 is the same under every strategy: another is a warning at its place', async () => {
    const record = await reference('retain', 'gmm-2d');
    expect(checked(record, () => undefined).warnings).toEqual({});
    const before = record.trajectories['sliced-w2-root']?.[2]?.[0];
    const { problems, warnings } = checked(record, (r) => {
      for (const seed of [2, 5]) r.trajectories['sliced-w2-root'][seed][0] = 0.01 * (seed + 1);
    });
    expect(problems).toEqual({});
    expect(warnings).toEqual({
      '/trajectories/sliced-w2-root/2/0': `received 0.03; generation 0 of gmm-2d gives ${before} on js 1 with every strategy: seed 3 differs from what was measured here, the first of 2 seeds that do`,
      '/resultDigest': expect.stringMatching(/reference result of retain on gmm-2d \(standard, js 1\)/),
    });
    // Of another engine nothing is known.
    const elsewhere = checked(record, (r) => {
      r.engine = { id: 'jax', version: '0.4' };
      r.trajectories['sliced-w2-root'][2][0] = 0.03;
    });
    expect(elsewhere.warnings).toEqual({});
  });

  it('a built-in strategy with a later generation of its own is a warning, too', async () => {
    const record = await reference('oracle', 'ngram-text');
    const { problems, warnings } = checked(record, (r) => {
      r.trajectories['cross-entropy'][4][7] -= 1;
    });
    expect(problems).toEqual({});
    expect(Object.keys(warnings)).toEqual(['/resultDigest']);
  });

  it('with other parameters, other seeds or the samples of more seeds there is nothing to warn of', async () => {
    const record = await reference('temperature', 'gmm-2d');
    const more = checked(record, (r) => {
      r.samples.push({ ...r.samples[0], seed: 2, path: r.samples[0].path.replace('seed-1', 'seed-2') });
    });
    expect(more.warnings).toEqual({});
    const other = checked(record, (r) => {
      r.strategy.spec = 'temperature:value=1.01';
      r.strategy.parts[0].passed = { value: 1.01 };
      r.strategy.parts[0].resolved = { value: 1.01 };
      r.trajectories['log-likelihood'][0][9] = -3;
    });
    expect(other.warnings).toEqual({});
  });
});

it('another name for a family is said to change nothing', async () => {
  const submission = { ...filledSubmission([replace.record]) };
  const files = bundleOf([replace], {
    ...submission,
    strategy: { ...submission.strategy, family: 'My very own family' },
  });
  setJson(files, 'runs/gaussian.json', replace.record);
  const report = await checkBundleAt(writeBundle(files));
  expect(report.ok).toBe(true);
  expect(report.warnings).toContainEqual({
    path: 'submission.json#/strategy/family',
    message: 'received "My very own family"; ranked in the family "replace", which follows from the specification',
  });
});

it('the frequencies of a card are a distribution', () => {
  const { frequencies = [] } = benchmarkNamed('digits-longtail').card;
  expect(frequencies.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 15);
});
