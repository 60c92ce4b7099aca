/** What an outside trainer fitted is verified from its evidence: every metric is computed again, and no model is run. */
import { renameSync } from 'node:fs';
import { dump } from 'npyjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import { evidencePath } from '#benchmarks/bundle/layout.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { resolveLearner } from '#benchmarks/runner/exec/resolve-learner.ts';
import { getEvents } from '#leaderboard/events/list-events.ts';
import { bundleStore } from '#leaderboard/intake/bundle-store.ts';
import { askAgain } from '#leaderboard/verification/ask-again.ts';
import { MOST_PASSES } from '#leaderboard/verification/queue.ts';
import { getVerification, getVerificationQueue } from '#leaderboard/verification/view.ts';
import {
  type BundleFiles,
  bundleOf,
  filledSubmission,
  type MadeRun,
  runAgain,
  writeBundle,
} from '../support/bundles.ts';
import { writeCheckpoint } from '../support/checkpoint.ts';
import { learnerCommand } from '../support/exec.ts';
import { redigested } from '../support/redigested.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { KINDS } from './kinds.ts';
import { openToStrangers } from './open-to-strangers.ts';

/** Measured from log-probabilities, from samples, from samples beside a truth that moves, and from a text that lies on the machine. */
const BENCHMARKS = ['ngram-text', 'digits-vae', 'digits-longtail', 'digits-drift', 'opt125m-wikitext2'] as const;

const runs = new Map<string, MadeRun>();
/** Where checkpoints lie. */
let models = '';

beforeAll(async () => {
  models = writeCheckpoint(temporaryFolder(), 'opt-125m', 80);
  vi.stubEnv('HEIRLOOM_MODELS', models);
  const learner = await resolveLearner(`exec:${learnerCommand('plain')}`);
  for (const benchmark of BENCHMARKS) {
    const run = await runAgain(benchmark, 'replace', { learner });
    if (run !== null) runs.set(benchmark, run);
  }
}, 600_000);
afterAll(() => void vi.unstubAllEnvs());

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
  const site = openToStrangers(kind);
  const { send, work } = site;
  /** As if the pause before the next attempt were over. */
  const again = async (next: () => Promise<void>): Promise<void> => {
    await site.database.sql.executeSql(`UPDATE pgboss.job SET start_after = now() WHERE state < 'active'`, []);
    await next();
  };
  const levelOf = async (id: string) =>
    site.database.prisma.submission.findUniqueOrThrow({ where: { id }, select: { verification: true } });

  it.each(BENCHMARKS)(
    'every metric of every seed of %s is the same, which is said, and is no rank',
    async (benchmark) => {
      const id = await send(bundle([runOn(benchmark)], 'honest'));
      const before = (await getVerificationQueue(site.database)).states.recomputed;
      await work();
      expect(await getVerification(site.database, id)).toMatchObject({
        state: 'recomputed',
        words: '',
        done: runOn(benchmark).record.seeds.length,
        planned: runOn(benchmark).record.seeds.length,
      });
      expect((await getVerificationQueue(site.database)).states.recomputed).toBe(before + 1);
      expect(await levelOf(id)).toEqual({ verification: 'recomputed' });
      expect((await getEvents(site.database, id))?.map((event) => event.kind)).toEqual(['created', 'recomputed']);
      expect(
        await site.database.prisma.verification.findMany({
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
      expect(await getVerification(site.database, id)).toMatchObject({
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
    expect(await getVerification(site.database, another)).toMatchObject({
      state: 'refuted',
      reason: { code: 'differs', seed: 1, generation: 1 },
    });
    const view = await getVerification(site.database, cut);
    expect(view).toMatchObject({ state: 'refuted', reason: { code: 'evidence', seed: 1, generation: 1 } });
    expect(view?.words).toMatch(/its metrics can’t be computed again: The evidence has \d+ log-probabilities/);
  }, 600_000);

  it('where the text is another one than its trainer read it is parked, and says so', async () => {
    const id = await send(bundle([runOn('opt125m-wikitext2')], 'another text'));
    vi.stubEnv('HEIRLOOM_MODELS', writeCheckpoint(temporaryFolder(), 'opt-125m', 81));
    for (let attempt = 0; attempt < 4; attempt++) await again(() => work());
    vi.stubEnv('HEIRLOOM_MODELS', models);
    expect((await getVerification(site.database, id))?.words).toContain('is not what the entry’s trainer read');
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'parked' });
  }, 600_000);

  it('a bundle that no worker has is parked after a while, and is recomputed once one has it', async () => {
    const id = await send(bundle([runOn('ngram-text')], 'away'));
    const store = bundleStore(site.database);
    renameSync(store, `${store}-away`);
    const said: string[] = [];
    for (let time = 0; time <= MOST_PASSES; time++) {
      expect(await getVerification(site.database, id)).toMatchObject({ state: 'queued' });
      await again(() => work({ say: (line) => said.push(line) }));
    }
    expect(said).toHaveLength(MOST_PASSES + 1);
    expect(said[0]).toContain('it waits for a worker that has it');
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'parked', reason: { code: 'away' } });
    renameSync(`${store}-away`, store);
    await askAgain(site.database, { id, reason: 'A worker has the data directory now.', tokenId: null });
    await work();
    expect(await getVerification(site.database, id)).toMatchObject({ state: 'recomputed' });
  }, 600_000);

  it('without evidence nothing can be computed: it stays reported', async () => {
    const { record, files } = runOn('ngram-text');
    const bare = new Map([...files].filter(([path]) => !path.startsWith('evidence/')));
    const id = await send(bundle([{ record, files: bare }], 'bare'));
    await work();
    expect(await getVerification(site.database, id)).toMatchObject({
      state: 'impossible',
      reason: { message: 'engine' },
    });
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
