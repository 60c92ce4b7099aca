/** What an outside trainer fitted is verified from its evidence: every metric is computed again, and no model is run. */
import { dump } from 'npyjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { evidencePath } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { resolveLearner } from '#benchmarks/runner/exec/resolve-learner.ts';
import { createSubmitToken } from '#leaderboard/access/issued-tokens.ts';
import { type Bearer, requireToken } from '#leaderboard/access/tokens.ts';
import { type Database, openDatabase } from '#leaderboard/db/database.ts';
import { getEvents } from '#leaderboard/events/list-events.ts';
import { closeWorkers } from '#leaderboard/host/worker-pool.ts';
import { acceptBundle } from '#leaderboard/intake/accept-bundle.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { getVerification, getVerificationQueue } from '#leaderboard/verification/view.ts';
import { runWorker } from '#leaderboard/verification/worker.ts';
import { archiveOf, entriesOf } from '../support/archives.ts';
import {
  type BundleFiles,
  bundleOf,
  filledSubmission,
  type MadeRun,
  runAgain,
  writeBundle,
} from '../support/bundles.ts';
import type { EmptyDatabase } from '../support/databases.ts';
import { learnerCommand } from '../support/exec.ts';
import { redigested } from '../support/redigested.ts';
import { createMigratedDatabase, KINDS } from './kinds.ts';

const SEEDS = 2;
/** Measured from log-probabilities, and from samples. */
const BENCHMARKS = ['ngram-text', 'digits-vae'] as const;

const runs = new Map<string, MadeRun>();

beforeAll(async () => {
  const learner = await resolveLearner(`exec:${learnerCommand('plain')}`);
  for (const benchmark of BENCHMARKS) {
    const run = await runAgain(benchmark, 'replace', { learner });
    if (run !== null) runs.set(benchmark, run);
  }
}, 600_000);

const runOn = (benchmark: (typeof BENCHMARKS)[number]): MadeRun => runs.get(benchmark) as MadeRun;
const bundle = (made: readonly MadeRun[], title: string): BundleFiles =>
  bundleOf(made, { ...filledSubmission(made.map(({ record }) => record)), title });

/** The run with a metric made better in one generation, with the digests that fit. */
function edited({ record, files }: MadeRun, metric: string): MadeRun {
  const trajectories = structuredClone(record.trajectories);
  const values = trajectories[metric]?.[1] as (number | null)[];
  values[2] = (values[2] as number) * 0.99;
  return { record: redigested({ ...record, trajectories } as RunRecord), files };
}

describe.each(KINDS)('%s', (kind) => {
  let empty: EmptyDatabase;
  let database: Database;
  let stranger: Bearer;

  beforeAll(async () => {
    empty = await createMigratedDatabase(kind);
    database = await openDatabase(empty.location);
    const { token } = await createSubmitToken(database, 'a stranger with a trainer');
    stranger = await requireToken(database, `Bearer ${token}`, 'submit');
  }, 600_000);
  afterAll(async () => {
    await scoringDone();
    await closeWorkers();
    await database?.close();
    await empty?.remove();
  });

  const send = async (files: BundleFiles): Promise<string> =>
    (await acceptBundle(database, { path: archiveOf(entriesOf(files)), bearer: stranger })).id;
  const work = (): Promise<void> => runWorker(database, { signal: new AbortController().signal, untilEmpty: true });
  const levelOf = async (id: string) =>
    database.prisma.submission.findUniqueOrThrow({ where: { id }, select: { verification: true } });

  it.each(BENCHMARKS)(
    'every metric of every seed of %s is the same, which is said, and is no rank',
    async (benchmark) => {
      const id = await send(bundle([runOn(benchmark)], 'honest'));
      const before = (await getVerificationQueue(database)).states.recomputed;
      await work();
      expect(await getVerification(database, id)).toMatchObject({
        state: 'recomputed',
        words: '',
        done: SEEDS,
        planned: SEEDS,
      });
      expect((await getVerificationQueue(database)).states.recomputed).toBe(before + 1);
      expect(await levelOf(id)).toEqual({ verification: 'recomputed' });
      expect((await getEvents(database, id))?.map((event) => event.kind)).toEqual(['created', 'recomputed']);
      expect(
        await database.prisma.verification.findMany({
          where: { submissionId: id, level: 'recomputed' },
          select: { outcome: true },
        }),
      ).toEqual([{ outcome: 'passed' }]);
    },
    600_000,
  );

  it.each([
    ['ngram-text', 'cross-entropy'],
    ['digits-vae', 'frechet'],
  ] as const)(
    'a metric of %s that was edited, with digests that fit, is refuted with both values',
    async (benchmark, metric) => {
      const run = runOn(benchmark);
      const id = await send(bundle([edited(run, metric)], 'edited'));
      await work();
      const claimed = (run.record.trajectories[metric]?.[1]?.[2] as number) * 0.99;
      expect(await getVerification(database, id)).toMatchObject({
        state: 'refuted',
        reason: {
          code: 'differs',
          benchmark,
          seed: 2,
          generation: 2,
          metric,
          claimed: String(claimed),
          verified: String(run.record.trajectories[metric]?.[1]?.[2]),
        },
      });
      expect(await levelOf(id)).toEqual({ verification: 'refuted' });
    },
    600_000,
  );

  it('evidence of another seed is refuted, and evidence that no metric could be computed of', async () => {
    const { record, files } = runOn('ngram-text');
    const swapped = new Map(files);
    for (const part of ['tokens', 'offsets', 'log-probabilities'] as const)
      swapped.set(
        evidencePath('ngram-text', 1, 1, part),
        files.get(evidencePath('ngram-text', 2, 1, part)) as Uint8Array,
      );
    const another = await send(bundle([{ record, files: swapped }], 'another seed’s'));
    const short = new Map(files);
    short.set(
      evidencePath('ngram-text', 1, 1, 'log-probabilities'),
      files.get(evidencePath('ngram-text', 1, 0, 'log-probabilities')) as Uint8Array,
    );
    const cut = await send(bundle([{ record, files: short }], 'another length'));
    await work();
    expect(await getVerification(database, another)).toMatchObject({
      state: 'refuted',
      reason: { code: 'differs', seed: 1, generation: 1 },
    });
    const view = await getVerification(database, cut);
    expect(view).toMatchObject({ state: 'refuted', reason: { code: 'evidence', seed: 1, generation: 1 } });
    expect(view?.words).toMatch(/its metrics can’t be computed again: The evidence has \d+ log-probabilities/);
  }, 600_000);

  it('without evidence nothing can be computed: it stays reported', async () => {
    const { record, files } = runOn('ngram-text');
    const bare = new Map([...files].filter(([path]) => !path.startsWith('evidence/')));
    const id = await send(bundle([{ record, files: bare }], 'bare'));
    await work();
    expect(await getVerification(database, id)).toMatchObject({ state: 'impossible', reason: { message: 'engine' } });
    expect(await levelOf(id)).toEqual({ verification: 'reported' });
  }, 600_000);
});

it('the door refuses evidence that is not whole', async () => {
  const { record, files } = runOn('ngram-text');
  const partial = new Map(files);
  partial.delete(evidencePath('ngram-text', 2, 1, 'tokens'));
  const folder = writeBundle(bundle([{ record, files: partial }], 'partial'));
  expect((await checkBundleAt(folder)).problems).toEqual([
    {
      path: 'evidence/ngram-text/seed-2/gen-1.tokens.npy',
      message: 'missing; evidence is of every generation of every seed, or there is none of the run',
    },
  ]);
});

it('the door refuses images of another width, which no classifier could look at', async () => {
  const { record, files } = runOn('digits-vae');
  const path = evidencePath('digits-vae', 1, 1, 'samples');
  const narrow = new Map(files).set(path, new Uint8Array(dump(new Uint8Array(2_000 * 14), [2_000, 14])));
  const folder = writeBundle(bundle([{ record, files: narrow }], 'narrow'));
  expect((await checkBundleAt(folder)).problems).toEqual([
    { path, message: 'its shape is (2000, 14); expected (n, 784)' },
  ]);
});
