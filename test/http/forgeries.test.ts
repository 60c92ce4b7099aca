/** What a site says of numbers that no run gives: the same as the check offline. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkBundleAt } from '#benchmarks/bundle/check.ts';
import type { RunRecord } from '#benchmarks/protocol/record.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed, tempFile } from '../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun } from '../support/bundles.ts';
import { redigested } from '../support/redigested.ts';

let api: Api;

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api?.close());

async function forged(change: (record: RunRecord) => void): Promise<BundleFiles> {
  const run = await requireRun('gaussian', 'replace');
  const record = structuredClone(run.record);
  change(record);
  return bundleOf([{ ...run, record: redigested(record) }]);
}

test('an absent truth is refused at its place, in the words of the check offline, and leaves nothing', async () => {
  const bytes = packed(
    await forged((record) => {
      record.truth = {};
    }),
  );
  const before = await api.stored();
  const { status, body } = await api.submit(bytes);
  expect(status).toBe(422);
  expect(body.problems.map(({ path }: { path: string }) => path)).toEqual(['runs/gaussian.json#/truth']);
  expect(body.problems).toEqual((await checkBundleAt(tempFile(bytes))).problems);
  expect(await api.stored()).toEqual(before);
});

test('another generation 0 is accepted with a warning that stands on the entry’s page', async () => {
  const bytes = packed(
    await forged(({ trajectories }) => {
      for (const rows of Object.values(trajectories)) for (const row of rows) row[0] = row[1] ?? null;
    }),
  );
  const { status, body } = await api.submit(bytes);
  expect(status).toBe(201);
  expect(body.warnings).toEqual((await checkBundleAt(tempFile(bytes))).warnings);
  const view = (await api.get(`/api/v1/submissions/${body.id}`)).body;
  expect(view.verifications[0].words).toContain('runs/gaussian.json#/trajectories/w2-root/0/0: received');
  expect(view.verifications[0].words).toContain('generation 0 of gaussian gives');
});
