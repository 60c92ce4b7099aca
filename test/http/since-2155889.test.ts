/** The built site on a data directory that commit 2155889 left: every kind of page reads what is in it, in both languages. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withSession } from '../support/database-session.ts';
import { createDataDir, type EmptyDatabase, initialisedTemplate } from '../support/databases.ts';
import { fillAsThen, THEN } from '../support/of-2155889/load.ts';
import { boardNumbers, submissionNumbers } from '../support/of-2155889/numbers.ts';
import { type Site, startSite } from '../support/site.ts';

const { ids, snapshots, shown, tokens } = THEN;
const [first, last] = snapshots;

let data: EmptyDatabase & { readonly dataDir: string };
let site: Site;

beforeAll(async () => {
  data = createDataDir(await initialisedTemplate());
  await withSession(data.location, fillAsThen);
  writeFileSync(path.join(data.dataDir, 'token'), `${tokens.admin}\n`, { mode: 0o600 });
  site = await startSite({ dataDir: data.dataDir });
});
afterAll(async () => {
  await site?.stop();
  await data?.remove();
});

async function read(address: string): Promise<string> {
  const response = await fetch(site.url + address);
  expect(response.status, address).toBe(200);
  return response.text();
}

it('starts with the token that it had, and moves the bundles out of the database', () => {
  expect(site.adminToken).toBe(tokens.admin);
  expect(site.output()).toMatch(/moving 8 bundles/);
});

it.each(['', '/zh'])('shows boards, entries, comparisons and snapshots %s', async (language) => {
  const board = await read(`${language}/board/0.1/quick/all`);
  for (const name of ['retain', 'fresh', 'reported'] as const) expect(board).toContain(`/submissions/${ids[name]}`);
  for (const name of ['first', 'temperature'] as const) expect(board).not.toContain(`/submissions/${ids[name]}`);
  for (const id of Object.values(ids)) {
    const page = await read(`${language}/submissions/${id}`);
    const { title, tombstone } = shown[`/api/v1/submissions/${id}`];
    for (const text of [title, tombstone?.reason ?? title]) expect(page).toContain(text);
  }
  const compared = await read(`${language}/compare?a=${ids.retain}&b=${ids.fresh}&c=${ids.replace}`);
  expect(compared).toContain(`/submissions/${ids.fresh}`);
  const list = await read(`${language}/snapshots`);
  for (const id of snapshots) {
    expect(list).toContain(`/snapshots/${id}`);
    expect(await read(`${language}/snapshots/${id}`)).toContain(String(ids.retain));
  }
  expect(await read(`${language}/snapshots/${first}`)).toContain('10.5281/zenodo.2155889');
  expect(await read(`${language}/snapshots/${last}/changes/${first}`)).toContain('The sampler had a bug.');
});

it('answers over the API as it did', async () => {
  const json = async (address: string) => JSON.parse(await read(address));
  const board = '/api/v1/leaderboard?suite=0.1&tier=quick';
  expect(boardNumbers(await json(board))).toEqual(boardNumbers(shown[board]));
  for (const id of Object.values(ids)) {
    const address = `/api/v1/submissions/${id}`;
    expect(submissionNumbers(await json(address))).toEqual(submissionNumbers(shown[address]));
  }
  const { snapshots: listed } = shown['/api/v1/snapshots'];
  expect(await json('/api/v1/snapshots')).toMatchObject({
    snapshots: listed.map(({ id, digest }: { id: string; digest: string }) => ({ id, digest })),
  });
});
