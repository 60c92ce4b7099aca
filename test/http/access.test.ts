/** Tokens, withdrawal, objections and the log over the API, and the form that works without JavaScript. */
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getStrategy } from '#leaderboard/strategies/page.ts';
import type { BoardRow, BoardView } from '#leaderboard/views/index.ts';
import { POST as send } from '../../app/[locale]/submit/send/route.ts';
import { type RowWords, toTableRow } from '../../app/components/table-rows.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';

let api: Api;
let bytes: Buffer;
let id: string;
let own: string;

beforeAll(async () => {
  api = await openApi();
  bytes = packed(bundleOf([await requireRun('gaussian', 'retain:share=0.1')]));
  own = (await newToken({ label: 'a sender' })).token;
  id = (await api.submit(bytes, { token: own })).body.id;
});
afterAll(() => api?.close());

const newToken = async (asked: object) => (await api.postJson('/api/v1/tokens', asked, api.adminToken)).body;
const asAdmin = () => ({ authorization: `Bearer ${api.adminToken}` });

describe('tokens', () => {
  test('are made with scope and days, listed, and revoked', async () => {
    const made = await newToken({ label: 'short', scope: 'manage', days: 2 });
    expect(made).toMatchObject({ scope: 'manage', expiresAt: expect.stringMatching(/^20/) });
    const { body, headers } = await api.get('/api/v1/tokens', asAdmin());
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.tokens.at(-1)).toMatchObject({ id: made.id, label: 'short', state: 'good' });
    expect(JSON.stringify(body)).not.toContain(made.token);
    expect((await api.postJson(`/api/v1/tokens/${made.id}/revoke`, null, own)).status).toBe(403);
    expect((await api.postJson(`/api/v1/tokens/${made.id}/revoke`, null, api.adminToken)).body).toEqual({
      id: made.id,
    });
    expect((await api.postJson(`/api/v1/tokens/${made.id}/revoke`, null, api.adminToken)).status).toBe(409);
    expect((await api.postJson('/api/v1/tokens', { label: 'x', scope: 'admin' }, api.adminToken)).status).toBe(400);
  });

  test('are listed for the owner alone', async () => {
    expect((await api.get('/api/v1/tokens')).status).toBe(401);
    expect((await api.get('/api/v1/tokens', { authorization: `Bearer ${own}` })).status).toBe(403);
  });
});

/** What the entry's board says of it: as JSON, as a table, and beside its name on the page. */
async function objectionOnBoards() {
  const address = '/api/v1/leaderboard?suite=0.1&tier=smoke';
  const { body: board } = await api.get(address);
  const csv = (await api.get(`${address}&format=csv`)).body.toString('utf8').replace(/^\uFEFF/, '');
  const { data } = Papa.parse<Record<string, string>>(csv.trim(), { header: true });
  const row = (board as BoardView).rows.find((one) => one.id === id) as BoardRow;
  const { about } = toTableRow(row, board, [], { score: () => '', rank: () => '' }, WORDS);
  return {
    json: row.objection,
    csv: data.find(({ submission }) => submission?.endsWith(id))?.objection,
    row: about.split(' · ').find((part) => part === WORDS.objected) ?? '',
  };
}

const WORDS: RowWords = {
  partial: () => '',
  nameOf: ({ name }) => name,
  list: ', ',
  place: () => ['', '', ''] as unknown as ReturnType<RowWords['place']>,
  applicable: () => null,
  outside: '',
  objected: 'a maintainer objects',
  idle: () => '',
};

test('a strategy’s page counts what was sent with it, by how many, and what is off the boards', async () => {
  const attempts = async () => (await getStrategy(api.database, 'temperature', 1))?.attempts;
  expect(await attempts()).toEqual({ made: 0, senders: 0, gone: 0 });
  const { token: other } = await newToken({ label: 'another sender' });
  const sent: string[] = [];
  for (const [value, token] of [
    ['1.1', own],
    ['1.2', own],
    ['1.3', other],
  ] as const) {
    const run = await requireRun('gaussian', `temperature:value=${value}`);
    sent.push((await api.submit(packed(bundleOf([run])), { token })).body.id);
  }
  expect(await attempts()).toEqual({ made: 3, senders: 2, gone: 0 });
  const tombstone = { kind: 'withdrawn', reason: 'A bug.' };
  expect((await api.postJson(`/api/v1/submissions/${sent[0]}/tombstone`, tombstone, own)).status).toBe(200);
  expect(await attempts()).toEqual({ made: 3, senders: 2, gone: 1 });
});

test('an entry is objected to by a maintainer, withdrawn by its sender, and its log says all of it', async () => {
  const { token: manage } = await newToken({ label: 'a maintainer', scope: 'manage' });
  const objection = `/api/v1/submissions/${id}/objection`;
  expect((await api.postJson(objection, { reason: 'Evaluation data?' }, own)).status).toBe(403);
  expect((await api.postJson(objection, { reason: 'Evaluation data?' }, manage)).status).toBe(200);
  expect((await api.get(`/api/v1/submissions/${id}`)).body).toMatchObject({
    objection: 'Evaluation data?',
    counted: { place: 1, made: 1, gone: 0 },
  });
  expect(await objectionOnBoards()).toEqual({
    json: 'Evaluation data?',
    csv: 'Evaluation data?',
    row: 'a maintainer objects',
  });
  expect((await api.postJson(objection, { reason: 'Explained.', lift: true }, manage)).status).toBe(200);
  expect(await objectionOnBoards()).toEqual({ json: null, csv: '', row: '' });
  const tombstone = `/api/v1/submissions/${id}/tombstone`;
  expect((await api.postJson(tombstone, { kind: 'rejected', reason: 'x' }, own)).status).toBe(403);
  expect((await api.postJson(tombstone, { kind: 'withdrawn', reason: 'A bug.' }, own)).status).toBe(200);
  const { body } = await api.get(`/api/v1/submissions/${id}/events`);
  expect(body.events.map(({ kind, actor }: { kind: string; actor: string }) => [kind, actor])).toEqual([
    ['created', 'sender'],
    ['objected', 'maintainer'],
    ['objection-lifted', 'maintainer'],
    ['withdrawn', 'sender'],
  ]);
  expect((await api.get('/api/v1/submissions/0000000000000000/events')).status).toBe(404);
});

describe('the form', () => {
  const post = async (fields: Readonly<Record<string, string | Blob>>, locale = 'en') => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const request = new Request('http://127.0.0.1:3000/submit/send', { method: 'POST', body: form });
    const response = await send(request, { params: Promise.resolve({ locale }) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const bundle = () => new Blob([new Uint8Array(bytes)]);

  test('leads to the page of what it brings, in its language', async () => {
    const { status, headers } = await post({ token: own, bundle: bundle() }, 'zh');
    expect([status, headers.get('location')]).toEqual([303, `/zh/submissions/${id}`]);
  });

  test('is answered with a page that says what is wrong, and stores nothing', async () => {
    const before = await api.stored();
    const wrong = await post({ token: 'heirloom_<b>', bundle: bundle() });
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8']);
    expect(wrong.text).toContain('<h1>The bundle was not taken</h1>');
    const bad = await post({ token: own, bundle: new Blob(['<script>']) }, 'zh');
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('<html lang="zh-Hans">');
    expect(bad.text).toContain('it is no valid gzip file');
    expect(bad.text).toContain('href="/zh/submit"');
    expect((await post({ token: own })).text).toContain('The form has no file');
    expect(await api.stored()).toEqual(before);
  });

  test('is told from other bodies', async () => {
    const request = new Request('http://127.0.0.1:3000/submit/send', { method: 'POST', body: 'x' });
    const response = await send(request, { params: Promise.resolve({ locale: 'en' }) });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('expected the form of the page /submit');
  });
});
