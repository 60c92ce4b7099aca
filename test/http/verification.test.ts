/** What the API says of verification, and who is ranked after it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scheduleScoring, scoringDone } from '#leaderboard/scores/schedule.ts';
import { runWorker } from '#leaderboard/verification/worker.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, filledSubmission, requireRun } from '../support/bundles.ts';
import { fabricateBundle } from '../support/fabricate.ts';
import { knowSecret } from '../support/known-secret.ts';

let api: Api;
let stranger: string;

beforeAll(async () => {
  api = await openApi();
  await knowSecret(api.database);
  stranger = (await api.postJson('/api/v1/tokens', { label: 'a stranger' }, api.adminToken)).body.token;
});
afterAll(() => api?.close());

const work = () => runWorker(api.database, { signal: new AbortController().signal, untilEmpty: true });
const statusOf = async (id: string) => (await api.get(`/api/v1/submissions/${id}/verification`)).body;

test('an entry of a stranger waits, is refuted where it was made up, and says so; the owner’s is not in line', async () => {
  const made = { spec: 'temperature', tier: 'smoke', benchmarks: ['gaussian'] } as const;
  const own = await api.submit(packed(await fabricateBundle({ ...made, quality: 40 })));
  expect(await statusOf(own.body.id)).toMatchObject({ state: 'none', place: null });
  const { body } = await api.submit(packed(await fabricateBundle({ ...made, quality: 60 })), { token: stranger });
  expect(await statusOf(body.id)).toMatchObject({ state: 'queued', place: 1, waiting: 1, runs: [] });
  expect((await api.get('/api/v1/verification')).body).toMatchObject({
    states: { queued: 1, running: 0 },
    queued: [{ id: body.id, spec: 'temperature', tier: 'smoke', state: 'queued' }],
  });
  await work();
  expect(await statusOf(body.id)).toMatchObject({
    state: 'refuted',
    reason: { code: 'differs', benchmark: 'gaussian', seed: 1 },
  });
  expect((await api.get(`/api/v1/submissions/${body.id}`)).body).toMatchObject({
    label: 'reported',
    verification: 'refuted',
    verifications: [
      { level: 'reported', outcome: 'passed' },
      { level: 'reproduced', outcome: 'failed', words: expect.stringMatching(/^On gaussian, seed 1/) },
    ],
  });
  expect((await api.get('/api/v1/submissions/0000000000000000/verification')).status).toBe(404);
  // What was found stays; and to ask again is a maintainer's.
  const again = (token: string) =>
    api.postJson(`/api/v1/submissions/${body.id}/verification`, { reason: 'Sure?' }, token);
  expect((await again(stranger)).status).toBe(403);
  expect(await again(api.adminToken)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('is refuted; expected one that is parked or impossible') },
  });
}, 600_000);

test('an honest one is reproduced, with claimed and verified scores side by side', async () => {
  for (const control of ['replace', 'oracle'])
    await api.submit(packed(bundleOf([await requireRun('gaussian@2', control, { tier: 'quick' })])));
  const run = await requireRun('gaussian@2', 'retain', { tier: 'quick' });
  const files = bundleOf([run], { ...filledSubmission([run.record]), title: 'An honest one' });
  const { body } = await api.submit(packed(files), { token: stranger });
  await work();
  const status = await statusOf(body.id);
  expect(status).toMatchObject({ state: 'reproduced', reason: null, words: '' });
  const [{ claimed, verified, hidden }] = status.runs;
  // The site's own run of the entry and of both controls gives the score that was claimed, to the bit.
  expect(verified.value).toBe(claimed.value);
  expect(hidden).toMatchObject({ seeds: 20, of: 20 });
  expect(status.computeMs).toBeGreaterThan(0);
}, 600_000);

test('what is reproduced is ranked, what is not verified or refuted is listed with the reason', async () => {
  const benchmarks = ['gaussian', 'regression', 'word-frequencies'];
  const send = async (spec: string, quality: number, token = api.adminToken): Promise<string> => {
    const answer = await api.submit(packed(await fabricateBundle({ spec, tier: 'quick', benchmarks, quality })), {
      token,
    });
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(201);
    return answer.body.id;
  };
  await send('replace', 0);
  await send('oracle', 100);
  const id = await send('temperature', 80, stranger);
  const row = async () => {
    const { body } = await api.get('/api/v1/leaderboard?suite=0.1&tier=quick&division=closed&group=closed-forms');
    return body.rows.find((candidate: { id: string }) => candidate.id === id);
  };
  const verify = async (verification: 'reproduced' | 'refuted'): Promise<void> => {
    await api.database.prisma.submission.update({ where: { id }, data: { verification } });
    scheduleScoring(api.database, 'quick');
    await scoringDone();
  };
  await scoringDone();
  expect(await row()).toMatchObject({ rank: null, rankReason: 'reported' });
  await verify('reproduced');
  expect(await row()).toMatchObject({ label: 'reported', verification: 'reproduced', rank: { position: 1, of: 1 } });
  await verify('refuted');
  expect(await row()).toMatchObject({ rank: null, rankReason: 'refuted' });
}, 600_000);
