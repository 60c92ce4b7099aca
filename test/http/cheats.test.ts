/** Cheats that pass every check of a bundle, sent by a stranger: each ends unranked, with the reason. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARD_PATH, runPath } from '#benchmarks/bundle/layout.ts';
import { canonicalJson, sha256 } from '#benchmarks/protocol/digest.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { recordedModule } from '#benchmarks/protocol/strategy-module.ts';
import type { ComposeContext } from '#benchmarks/strategies/strategy.ts';
import { runWorker } from '#leaderboard/verification/worker.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { type BundleFiles, bundleOf, filledSubmission, requireRun, setJson } from '../support/bundles.ts';
import { knowSecret } from '../support/known-secret.ts';
import { moduleBundle, runOfModule } from '../support/module-bundles.ts';
import { play } from '../support/played.ts';
import { redigested } from '../support/redigested.ts';
import { moduleOf } from '../support/sandbox.ts';

let api: Api;
let stranger: string;

beforeAll(async () => {
  api = await openApi();
  await knowSecret(api.database);
  stranger = (await api.postJson('/api/v1/tokens', { label: 'a stranger' }, api.adminToken)).body.token;
});
afterAll(() => api?.close());

/** Sends it, has it verified, and returns where it stands: never ranked. */
async function judged(files: BundleFiles) {
  const sent = await api.submit(packed(files), { token: stranger });
  expect(sent.status, JSON.stringify(sent.body).slice(0, 500)).toBe(201);
  const { id } = sent.body;
  await runWorker(api.database, { signal: new AbortController().signal, untilEmpty: true });
  const { body: entry } = await api.get(`/api/v1/submissions/${id}`);
  const { body: status } = await api.get(`/api/v1/submissions/${id}/verification`);
  return {
    rank: entry.rank,
    verification: entry.verification,
    state: status.state,
    reason: status.reason,
    words: status.words,
  };
}

/** A record of `temperature` that was changed. */
async function edited(change: (record: RunRecord) => void, title: string): Promise<BundleFiles> {
  const run = await requireRun('gaussian', 'temperature');
  const record = structuredClone(run.record);
  change(record);
  const made = { ...run, record: redigested(record) };
  return bundleOf([made], { ...filledSubmission([made.record]), title });
}

/** Gives a record the ledger that another module's run has, and what follows from it. */
async function billedAs(module: string): Promise<(record: RunRecord) => RunRecord> {
  const { ledger, division } = (await runOfModule(module)).record;
  return (record) => ({ ...record, ledger, division });
}

const REFUTED = { rank: null, verification: 'refuted', state: 'refuted' } as const;
const PLAIN = moduleOf('compose: ({ size, base }) => base(size)');

test('a module that is what it says is reproduced, hidden seeds included', async () => {
  expect(await judged(await moduleBundle(PLAIN, 'Honest'))).toMatchObject({
    verification: 'reproduced',
    state: 'reproduced',
    words: '',
  });
}, 600_000);

test('a last generation that is another seed’s', async () => {
  const files = await edited(({ trajectories }) => {
    for (const rows of Object.values(trajectories))
      rows[3] = [...(rows[3] ?? []).slice(0, -1), rows[2]?.at(-1) ?? null];
  }, 'Another last generation');
  const found = await judged(files);
  expect(found).toMatchObject({
    ...REFUTED,
    reason: { code: 'differs', seed: 4, generation: 5, part: 'metric', metric: 'w2-root' },
  });
  expect(found.words).toMatch(/^On gaussian, seed 4, generation 5, w2-root was claimed as .*; this site got /);
}, 600_000);

test('another truth does not even come in', async () => {
  const files = await edited((record) => {
    record.truth = { ...record.truth, 'tail-mass': 0.015 };
  }, 'Another truth');
  const { status, body } = await api.submit(packed(files), { token: stranger });
  expect(status).toBe(422);
  expect(body.problems).toMatchObject([{ path: 'runs/gaussian.json#/truth/tail-mass' }]);
});

test('the best of many seeds under the numbers of the registered ones', async () => {
  const { record } = await requireRun('gaussian', 'temperature', { seeds: { first: 5, last: 8 } });
  const files = await edited((own) => {
    own.trajectories = record.trajectories;
    own.ledger = record.ledger;
    own.statuses = record.statuses;
  }, 'The best of many');
  expect(await judged(files)).toMatchObject({ ...REFUTED, reason: { code: 'differs', seed: 1, part: 'metric' } });
}, 600_000);

test('what the registered seeds are known by: hidden ones tell', async () => {
  const draws: number[] = [];
  const compose = async ({ size, base, rng }: ComposeContext) => {
    draws.push(rng.uniform());
    return base(size);
  };
  await play('gaussian@1', () => ({ compose }), { seeds: 4, generations: 5 });
  const knows = moduleOf(
    `compose: async ({ size, base, rng }) => {
    const own = await base(size);
    return KNOWN.includes(rng.uniform()) ? own : own.take(Array.from({ length: size }, (_, i) => i % 4));
  }`,
    '[]',
    `const KNOWN = ${JSON.stringify(draws)};`,
  );
  const found = await judged(await moduleBundle(knows, 'Knows its seeds'));
  expect(found).toMatchObject({ ...REFUTED, reason: { code: 'hidden', benchmark: 'gaussian' } });
  expect(found.words).toContain('does better on the seeds that everybody knows than on hidden ones');
}, 600_000);

test('generation 0 kept in a closure, by a harness that lets it live', async () => {
  const remembers = moduleOf('compose: async ({ size, base }) => (first ??= await base(size))', '[]', 'let first;');
  // What that would give where the module were not made anew for each generation.
  const lasts = moduleOf(
    `compose: async ({ size, base, memory }) => {
      const [first] = memory.held;
      if (first !== undefined) return first;
      const own = await base(size);
      memory.keep(own);
      return own;
    }`,
  );
  const files = await moduleBundle(remembers, 'Remembers', { as: lasts, change: await billedAs(PLAIN) });
  expect(await judged(files)).toMatchObject({
    ...REFUTED,
    reason: { code: 'differs', seed: 1, generation: 2, part: 'metric' },
  });
}, 600_000);

test('real rows that the ledger knows nothing of', async () => {
  const hooks = `compose: async ({ size, base, real }) => {
    const samples = await base(size);
    return samples.withData({ kind: 'rows', width: 1, values: real.original().rowData.values.map((value) => value + 1e-9) });
  }`;
  const files = await moduleBundle(moduleOf(hooks), 'Unmetered', { change: await billedAs(PLAIN) });
  const found = await judged(files);
  expect(found).toMatchObject({ ...REFUTED, reason: { code: 'differs', seed: 1, generation: 1, part: 'ledger' } });
}, 600_000);

test('a module that would see another world at home', async () => {
  const looks = moduleOf(`compose: async ({ size, base }) => {
    return process.env.HOME === undefined ? (await base(size)).head(1) : base(size);
  }`);
  const found = await judged(await moduleBundle(looks, 'At home', { as: PLAIN }));
  expect(found).toMatchObject({ ...REFUTED, reason: { code: 'differs', part: 'status' } });
  expect(found.words).toContain('process is not there: a strategy sees nothing of the machine');
}, 600_000);

test('a card that the module does not declare', async () => {
  const run = await runOfModule(
    moduleOf('compose: ({ size, base, real }) => Batch.concat([real.original().head(5), base(size - 5)])', '[]'),
    { as: PLAIN },
  );
  const card = JSON.parse(new TextDecoder().decode(run.files.get(CARD_PATH)));
  card.rules = [{ regime: { realData: 'retained' } }];
  card.version = 2;
  const files: BundleFiles = new Map(run.files);
  setJson(files, CARD_PATH, card);
  const { strategy, ...record } = run.record;
  const made = redigested({
    ...record,
    regime: { ...record.regime, realData: 'retained' },
    division: 'retained',
    strategy: {
      ...strategy,
      parts: strategy.parts.map((part) => ({ ...part, version: 2 })),
      module: { ...recordedModule(card), card: sha256(canonicalJson(card)) },
    },
  });
  const bundle = bundleOf([{ record: made, files }], { ...filledSubmission([made]), title: 'Another card' });
  expect(bundle.has(runPath('gaussian'))).toBe(true);
  const found = await judged(bundle);
  expect(found).toMatchObject({ ...REFUTED, reason: { code: 'module', part: 'version', claimed: '2', verified: '1' } });
  expect(found.words).toBe('Its module declares 1 as version; its bundle says 2.');
}, 600_000);
