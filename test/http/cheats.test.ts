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
import { moduleBundle, runOfModule } from '../support/module-bundles.ts';
import { play } from '../support/played.ts';
import { redigested } from '../support/redigested.ts';
import { moduleOf } from '../support/sandbox.ts';

let api: Api;
let stranger: string;

beforeAll(async () => {
  api = await openApi();
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

const REFUTED = { rank: null, verification: 'refuted', state: 'refuted' } as const;
const PLAIN = moduleOf('compose: ({ size, base }) => base(size)');

test('a module that is what it says is reproduced, hidden seeds included', async () => {
  expect(await judged(await moduleBundle(PLAIN, 'Honest'))).toMatchObject({
    verification: 'reproduced',
    state: 'reproduced',
    words: '',
  });
}, 600_000);

test('one value of the last generation of the last seed', async () => {
  const files = await edited(({ trajectories }) => {
    const last = trajectories['mean-error']?.at(-1) as number[];
    last[last.length - 1] = (last.at(-1) as number) * 0.999;
  }, 'One value');
  const found = await judged(files);
  expect(found).toMatchObject({
    ...REFUTED,
    reason: { code: 'differs', seed: 4, generation: 5, part: 'metric', metric: 'mean-error' },
  });
  expect(found.words).toMatch(/^On gaussian, seed 4, generation 5, mean-error was claimed as .*; this site got /);
}, 600_000);

test('another truth', async () => {
  const files = await edited((record) => {
    record.truth = { ...record.truth, 'tail-mass': (record.truth['tail-mass'] as number) * 1.5 };
  }, 'Another truth');
  expect(await judged(files)).toMatchObject({
    ...REFUTED,
    reason: { code: 'differs', part: 'truth', metric: 'tail-mass' },
  });
}, 600_000);

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
    '[{ regime: { memory: "all" } }]',
  );
  const plain = await runOfModule(PLAIN);
  const files = await moduleBundle(remembers, 'Remembers', {
    as: lasts,
    change: (record) => ({ ...record, ledger: plain.record.ledger }),
  });
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
  const plain = await runOfModule(PLAIN);
  const files = await moduleBundle(moduleOf(hooks), 'Unmetered', {
    as: moduleOf(hooks, '[{ regime: { realData: "retained" } }]'),
    change: (record) => ({ ...record, ledger: plain.record.ledger }),
  });
  const found = await judged(files);
  expect(found).toMatchObject({ ...REFUTED, reason: { code: 'differs', seed: 1, part: 'status' } });
}, 600_000);

test('a ledger of less than was used', async () => {
  const retains = (units: number) =>
    moduleOf(
      `compose: async ({ size, base, real }) => Batch.concat([real.original().head(${units}), await base(size - ${units})])`,
      '[{ regime: { realData: "retained" } }]',
    );
  const less = await runOfModule(retains(5));
  const files = await moduleBundle(retains(50), 'Less than was used', {
    change: (record) => ({ ...record, ledger: less.record.ledger }),
  });
  expect(await judged(files)).toMatchObject({
    ...REFUTED,
    reason: { code: 'differs', seed: 1, generation: 1, part: 'ledger' },
  });
}, 600_000);

test('a module that would see another world at home', async () => {
  const looks = moduleOf(`compose: async ({ size, base }) => {
    if (typeof process === 'undefined') throw new Error('not at home');
    return base(size);
  }`);
  const found = await judged(await moduleBundle(looks, 'At home', { as: PLAIN }));
  expect(found).toMatchObject({ ...REFUTED, reason: { code: 'differs', part: 'status' } });
  expect(found.words).toContain('not at home');
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
