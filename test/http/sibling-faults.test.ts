/** Faults that bundles have had once, in other places: other metrics, benchmarks, types and fields. The site and the check say the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import type { Problem } from '#benchmarks/protocol/errors.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed, tempFile } from '../support/archives.ts';
import type { Loose } from '../support/broken-records.ts';
import {
  type BundleFiles,
  bundleOf,
  filledSubmission,
  type MadeRun,
  requireRun,
  withSample,
} from '../support/bundles.ts';
import { npyOf } from '../support/npy.ts';
import { redigested } from '../support/redigested.ts';

let api: Api;

beforeAll(async () => {
  api = await openApi();
  // Real runs: networks take their time.
  for (const benchmark of ['gaussian', 'regression', 'gmm-2d', 'word-frequencies', 'ngram-text', 'digits-vae'])
    await runOf(benchmark);
}, 300_000);

afterAll(() => api?.close());

const runOf = (benchmark: string, spec = 'replace'): Promise<MadeRun> =>
  requireRun(benchmark, spec, { seeds: 1, generations: 1 });

/** A bundle whose record is another, with the digest that fits. */
async function changed(benchmark: string, change: (record: Loose) => void): Promise<BundleFiles> {
  const run = await runOf(benchmark);
  const record = structuredClone(run.record) as Loose;
  change(record);
  Object.assign(record, redigested(record as RunRecord));
  return bundleOf([{ ...run, record }], filledSubmission([record]));
}

/** The problems of a bundle that is refused: the same at both doors, and nothing stays. */
async function refused(files: BundleFiles): Promise<readonly Problem[]> {
  const bytes = packed(files);
  const before = await api.stored();
  const { status, body } = await api.submit(bytes);
  expect(status, JSON.stringify(body)).toBe(422);
  expect(body.problems).toEqual((await checkBundleAt(tempFile(bytes))).problems);
  expect(await api.stored()).toEqual(before);
  for (const { message } of body.problems as Problem[]) {
    const [, received, expected] = /^received (.+); expected (.+)$/.exec(message) ?? [];
    if (received !== undefined) expect(`${expected} `, message).not.toMatch(new RegExp(`^${escaped(received)}[ ,]`));
  }
  return body.problems;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const placesOf = (problems: readonly Problem[]): string[] => problems.map(({ path }) => path);

describe('a primary metric that is no measurement any more', () => {
  test.each([
    ['gaussian', 1e308],
    ['gmm-2d', 1e308],
    ['ngram-text', 1e300],
    ['word-frequencies', 1e308],
    ['regression', 1e200],
  ])('%s: %d in every generation, and in the last alone', async (benchmark, value) => {
    const { primary } = benchmarkNamed(benchmark).card;
    const place = `runs/${benchmark}.json#/trajectories/${primary}/0`;
    const everywhere = await refused(
      await changed(benchmark, ({ trajectories }) => {
        for (const row of trajectories[primary]) row.fill(value);
      }),
    );
    expect(placesOf(everywhere)).toEqual(expect.arrayContaining([`${place}/0`, `${place}/1`]));
    const last = await refused(
      await changed(benchmark, ({ trajectories }) => {
        trajectories[primary][0][1] = value;
      }),
    );
    expect(placesOf(last)).toContain(`${place}/1`);
    expect(placesOf(last)).not.toContain(`${place}/0`);
  });

  test.each(['gaussian', 'gmm-2d', 'ngram-text', 'word-frequencies', 'regression'])(
    '%s: a secondary metric of that size is refused or shown, and no answer fails',
    async (benchmark) => {
      const { primary, metrics } = benchmarkNamed(benchmark).card;
      for (const { id } of metrics.filter((metric) => metric.id !== primary)) {
        const bytes = packed(
          await changed(benchmark, ({ trajectories }) => {
            trajectories[id][0][1] = 1e308;
          }),
        );
        const { status, body } = await api.submit(bytes);
        expect([201, 422], id).toContain(status);
        if (status === 422) continue;
        const detail = `/api/v1/submissions/${body.id}`;
        expect((await api.get(detail)).status, id).toBe(200);
        expect((await api.get(`${detail}/trajectories/${benchmark}/all`)).status, id).toBe(200);
      }
    },
  );
});

test.each(['gaussian', 'regression', 'gmm-2d', 'word-frequencies', 'digits-vae'])(
  '%s: an empty truth is refused at its place',
  async (benchmark) => {
    const problems = await refused(
      await changed(benchmark, (record) => {
        record.truth = {};
      }),
    );
    expect(problems).toEqual([
      {
        path: `runs/${benchmark}.json#/truth`,
        message: expect.stringMatching(/^received no value; expected .+, the truth of/),
      },
    ]);
  },
);

test.each(['{"valueOf":1}', '{"toJSON":1}', '{"length":3}', '[{"toString":1}]', '{"constructor":"a"}'])(
  'an example of a text that is %s is refused at its line',
  async (line) => {
    const { files, path } = withSample(await runOf('ngram-text'), `["fine"]\n${line}\n`);
    const problems = await refused(files);
    expect(placesOf(problems)).toEqual([expect.stringMatching(new RegExp(`^${escaped(path)}:2(#/0)?$`))]);
    expect(problems[0]?.message).toMatch(/^received an object; expected a (?:text or an array of words|word)/);
  },
);

describe('examples of another kind than the benchmark’s', () => {
  test.each(['gaussian', 'regression', 'gmm-2d', 'word-frequencies', 'digits-vae'])(
    'texts for %s',
    async (benchmark) => {
      const { files, path } = withSample(await runOf(benchmark), '"words that block"\n'.repeat(500), { kind: 'jsonl' });
      const problems = await refused(files);
      expect(placesOf(problems)).toContain(path);
      expect(problems.find((problem) => problem.path === path)?.message).toMatch(
        /^the file is \.jsonl; expected \.npy, /,
      );
    },
  );

  test.each<[string, string, readonly number[], number]>([
    ['gaussian', '|u1', [7, 1], 7],
    ['gaussian', '<f8', [7, 7], 8 * 49],
    ['gmm-2d', '|u1', [1, 49], 49],
    ['word-frequencies', '|u1', [1, 7], 7],
    ['digits-vae', '<f8', [1, 49], 8 * 49],
    ['digits-vae', '|i1', [1, 784], 784],
    ['regression', '|b1', [4, 1], 4],
  ])('%s: %s of shape %j', async (benchmark, descr, shape, length) => {
    const { files, path } = withSample(await runOf(benchmark), npyOf({ descr, shape, bytes: new Uint8Array(length) }));
    const problems = await refused(files);
    expect(placesOf(problems)).toContain(path);
    expect(problems.find((problem) => problem.path === path)?.message).toMatch(/expected a matrix \[n, \d+\] of /);
  });
});

describe('a message never says that what was received was expected', () => {
  const long = 'a'.repeat(80);
  const own =
    (passed: object, resolved: object = passed, spec?: string) =>
    (record: Loose) => {
      record.strategy.parts = [{ id: 'my-strategy', version: 1, passed, resolved }];
      const pairs = Object.entries(passed).map(([name, value]) => `${name}=${value}`);
      record.strategy.spec = spec ?? `my-strategy:${pairs.join(',')}`;
    };
  test.each<[string, (record: Loose) => void]>([
    ['a text that would be read as a number', own({ a: '0.10' })],
    ['a text that would be read as a truth value', own({ a: 'true' })],
    ['a text with a sign that joins', own({ a: 'b+c' })],
    ['resolved parameters that differ after many characters', own({ a: `${long}b` }, { a: `${long}c` })],
    ['resolved parameters of another type', own({ a: 1 }, { a: '1' })],
    ['a specification that differs after many characters', own({ a: `${long}b` }, undefined, `my-strategy:a=${long}c`)],
  ])('%s', async (_, change) => {
    const problems = await refused(await changed('gaussian', change));
    expect(placesOf(problems).every((path) => path.includes('.json#/strategy/'))).toBe(true);
  });

  test('a submission and a record whose specifications differ at the end', async () => {
    const run = await runOf('gaussian');
    const record = structuredClone(run.record) as Loose;
    own({ a: `${long}b` })(record);
    Object.assign(record, redigested(record));
    const submission = filledSubmission([record]);
    const strategy = { ...submission.strategy, spec: `my-strategy:a=${long}c` };
    const problems = await refused(bundleOf([{ ...run, record }], { ...submission, strategy }));
    expect(placesOf(problems)).toEqual(['runs/gaussian.json#/strategy/spec']);
    expect(problems[0]?.message).toMatch(/received "…a+b" .*; expected "…a+c" /);
  });
});
