/** Entries whose code this checkout lacks: no command that fails, no promise, and a page for every strategy that is linked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { getStrategy } from '#leaderboard/strategies/page.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, filledSubmission, type MadeRun, requireRun } from '../support/bundles.ts';
import { redigested } from '../support/redigested.ts';

let api: Api;
const ids: Record<string, string> = {};

/** The same run under the name of a strategy, or on an engine, that isn't this checkout's. */
function changed({ record, files }: MadeRun, changes: Partial<RunRecord>): MadeRun {
  return { record: redigested({ ...record, ...changes }), files };
}

async function send(name: string, run: MadeRun, title: string): Promise<void> {
  const submission = { ...filledSubmission([run.record]), title };
  const { status, body } = await api.submit(packed(bundleOf([run], submission)));
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(201);
  ids[name] = body.id;
}

beforeAll(async () => {
  api = await openApi();
  const run = await requireRun('gaussian', 'temperature:value=1.1');
  const part = { id: 'widen-numpy', version: 1, passed: {}, resolved: {} };
  await send('own', run, 'Our code');
  await send('strategy', changed(run, { strategy: { spec: 'widen-numpy', parts: [part] } }), 'Their code');
  await send('engine', changed(run, { engine: { id: 'numpy', version: '1.26' } }), 'Their engine');
  await send('dirty', changed(run, { environment: { ...run.record.environment, dirty: true } }), 'Changed code');
  await scoringDone();
}, 300_000);
afterAll(() => api?.close());

const view = async (name: string) => (await api.get(`/api/v1/submissions/${ids[name]}`)).body;

test('an entry of this checkout’s code has its command and the promise', async () => {
  expect(await view('own')).toMatchObject({
    command:
      'npx heirloom run gaussian --strategy temperature:value=1.1 --tier smoke --out reproduced/temperature-value-1.1-smoke',
    repeat: { obstacles: [], caveats: [] },
  });
});

test('an entry of an unknown strategy has no command, and says so', async () => {
  expect(await view('strategy')).toMatchObject({
    command: null,
    repeat: { obstacles: [{ code: 'strategy', id: 'widen-numpy' }] },
  });
});

test('an entry of another engine has no command, nor one for controls that couldn’t be its own', async () => {
  const entry = await view('engine');
  expect(entry).toMatchObject({
    command: null,
    repeat: { obstacles: [{ code: 'engine', benchmark: 'gaussian', engine: 'numpy 1.26', here: 'js 1' }] },
  });
  expect(entry.runs[0].score).toMatchObject({ status: 'uncontrolled', command: null });
  const { rows } = (await api.get('/api/v1/leaderboard?suite=0.1&tier=smoke')).body;
  const row = rows.find(({ id }: { id: string }) => id === ids.engine);
  expect(row.benchmarks.gaussian.command).toBeNull();
});

test('an entry of changed code has a command without the promise', async () => {
  const { command, repeat } = await view('dirty');
  expect(command).toContain('npx heirloom run gaussian');
  expect(repeat).toEqual({ obstacles: [], caveats: ['dirty'] });
});

test('a strategy that the catalog lacks has a page of its entries, without card and command', async () => {
  const page = await getStrategy(api.database, 'widen-numpy', 1);
  expect(page).toMatchObject({ id: 'widen-numpy', card: null, total: 1 });
  expect(page?.results.map(({ id }) => id)).toEqual([ids.strategy]);
  expect((await getStrategy(api.database, 'temperature', 1))?.card?.command).toContain('--strategy replace oracle');
  expect(await getStrategy(api.database, 'nobody-s', 1)).toBeNull();
});
