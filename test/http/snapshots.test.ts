/** Snapshots over the API: who may take one, what it holds, and that it stays. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import type { Snapshot } from '#benchmarks/snapshot/schema.ts';
import { scoringDone } from '#leaderboard/scores/schedule.ts';
import { takeDueSnapshot } from '#leaderboard/snapshots/schedule.ts';
import type { BoardView, ChangesView, SnapshotListItem } from '#leaderboard/views/index.ts';
import { type Api, openApi } from '../support/api.ts';
import { heirloom, temporaryFolder } from '../support/cli.ts';
import { filledTemplate } from '../support/filled-template.ts';
import { referenceBundle } from '../support/reference.ts';

let api: Api;
const ids: Record<string, string> = {};
let first: { id: string; digest: string; content: string };

const take = (token: string | null = api.adminToken) => api.postJson('/api/v1/snapshots', { suite: '0.1' }, token);
const contentOf = async (id: string): Promise<string> =>
  JSON.stringify((await api.get(`/api/v1/snapshots/${id}`)).body);

beforeAll(async () => {
  const { template, submissions } = await filledTemplate();
  Object.assign(ids, submissions);
  api = await openApi(template);
}, 600_000);
afterAll(() => api?.close());

describe('taking a snapshot', () => {
  it('is refused without the admin token', async () => {
    expect((await take(null)).status).toBe(401);
    expect((await api.postJson('/api/v1/snapshots', { suite: '9.9' }, api.adminToken)).status).toBe(400);
  });

  it('holds what the board shows, and is named by its bytes', async () => {
    // Its scores are waited for.
    const sent = await api.submit(referenceBundle('mix-sources'));
    expect(sent.status, sent.body.detail).toBe(201);
    ids['mix-sources'] = sent.body.id;
    const { status, body } = await take();
    expect(status, body.detail).toBe(201);
    const content = await contentOf(body.id);
    first = { ...body, content };
    expect(sha256(content)).toBe(body.digest);
    expect(body.id).toMatch(new RegExp(`^\\d{4}-\\d{2}-\\d{2}-${body.digest.slice(0, 8)}$`));
    const snapshot = JSON.parse(content) as Snapshot;
    expect(snapshot.previous).toBeNull();
    expect(snapshot.changes.added.map(({ spec }) => spec).sort()).toEqual(Object.keys(ids).sort());
    const board: BoardView = (await api.get('/api/v1/leaderboard?suite=0.1&tier=standard&division=retained')).body;
    const shown = board.rows.find(({ id }) => id === ids.retain);
    const held = snapshot.boards[0]?.entries.find(({ submission }) => submission === ids.retain);
    expect(held).toMatchObject({
      spec: 'retain',
      overall: { value: shown?.overall.value, low: shown?.overall.low, high: shown?.overall.high },
      rank: { low: shown?.rank?.low, high: shown?.rank?.high },
    });
    expect(held?.rank).not.toBeNull();
  }, 300_000);

  it('gives the last one again where nothing has changed', async () => {
    const { status, body } = await take();
    expect([status, body.id, body.created]).toEqual([200, first.id, false]);
  });
});

describe('reading a snapshot', () => {
  it('has an ETag that is its digest, and is told apart by it', async () => {
    const address = `/api/v1/snapshots/${first.id}`;
    const { headers } = await api.get(address);
    expect(headers.get('etag')).toBe(`"${first.digest}"`);
    expect(headers.get('cache-control')).toContain('immutable');
    expect((await api.get(address, { 'if-none-match': `"${first.digest}"` })).status).toBe(304);
  });

  it('is a table, too', async () => {
    const { body, headers } = await api.get(`/api/v1/snapshots/${first.id}/csv`);
    expect(headers.get('content-type')).toContain('text/csv');
    const { data, errors } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
    expect(errors).toEqual([]);
    const { boards } = JSON.parse(first.content) as Snapshot;
    expect(data.map(({ submission, overall }) => [submission, Number(overall)])).toEqual(
      boards.flatMap(({ entries }) => entries.map(({ submission, overall }) => [`sub-${submission}`, overall.value])),
    );
  });

  it('has a table that says the same as the board’s', async () => {
    const rowsOf = async (address: string) => {
      const { body } = await api.get(address);
      const { data } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
      return new Map(data.map((row) => [row.submission, row]));
    };
    const table = await rowsOf(`/api/v1/snapshots/${first.id}/csv`);
    const board = await rowsOf('/api/v1/leaderboard?suite=0.1&tier=standard&division=retained&format=csv');
    // A division's own, beside the controls and baselines.
    expect([...board.values()].map(({ strategy }) => strategy).sort()).toEqual([
      'freeze',
      'oracle',
      'replace',
      'retain',
    ]);
    for (const [submission, row] of board) {
      const same = Object.keys(row).filter((column) => column in (table.get(submission) ?? {}));
      expect(same).toEqual(expect.arrayContaining(['suite', 'submitted_at', 'unranked_because', 'verification']));
      for (const column of same) expect([column, table.get(submission)?.[column]]).toEqual([column, row[column]]);
    }
    expect(board.get(`sub-${ids.replace}`)?.unranked_because).toMatch(/^A control/);
    expect(board.get(`sub-${ids.retain}`)?.submitted_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
  });

  it('has a long table that says the same as the board’s', async () => {
    const rowsOf = async (address: string) => {
      const { body } = await api.get(address);
      const { data } = Papa.parse<Record<string, string>>(body.toString('utf8').trim(), { header: true });
      return new Map(data.map((row) => [[row.entry, row.benchmark, row.metric].join(), row]));
    };
    const table = await rowsOf(`/api/v1/snapshots/${first.id}/long`);
    const board = await rowsOf('/api/v1/leaderboard?suite=0.1&tier=standard&division=retained&format=long');
    const shared = [...board].filter(([key]) => table.has(key));
    expect(shared.length).toBeGreaterThan(20);
    for (const [key, row] of shared) expect([key, row]).toEqual([key, table.get(key)]);
    const alone = [...board.keys()].filter((key) => !table.has(key)).map((key) => key.split(',')[2]);
    expect(new Set(alone)).toEqual(new Set(['fidelity', 'diversity', 'tail']));
  });

  it('is Parquet, too, as is a board', async () => {
    for (const address of [`/api/v1/snapshots/${first.id}/parquet`, '/api/v1/leaderboard?suite=0.1&format=parquet']) {
      const { body, headers } = await api.get(address);
      expect(headers.get('content-type')).toBe('application/vnd.apache.parquet');
      const bytes = Uint8Array.from(body as Buffer);
      const rows = await parquetReadObjects({ file: bytes.buffer });
      expect(new Set(rows.map(({ suite }) => suite))).toEqual(new Set(['suite-0.1']));
    }
  });

  it('is described with the digests of the bytes that the site gives', async () => {
    const { body: croissant } = await api.get(`/api/v1/snapshots/${first.id}/croissant`);
    for (const { contentUrl, sha256: digest, contentSize } of croissant.distribution) {
      const { body } = await api.get(new URL(contentUrl).pathname);
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(first.content);
      expect([contentUrl, sha256(bytes), `${bytes.length} B`]).toEqual([contentUrl, digest, contentSize]);
    }
  });

  it('names the digests of its files for machines that pass by', async () => {
    const { body: jsonLd } = await api.get(`/api/v1/snapshots/${first.id}/json-ld`);
    const { body: csv } = await api.get(`/api/v1/snapshots/${first.id}/csv`);
    expect(jsonLd.distribution.map((file: { sha256: string }) => file.sha256)).toEqual([first.digest, sha256(csv)]);
  });

  it('says which forms there are, and that others are unknown', async () => {
    for (const format of ['bibtex', 'csl-json', 'ris', 'cff', 'apa', 'json-ld', 'columns', 'croissant']) {
      const { status, headers } = await api.get(`/api/v1/snapshots/${first.id}/${format}`);
      expect([format, status]).toEqual([format, 200]);
      expect(headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
    }
    const { status, body } = await api.get(`/api/v1/snapshots/${first.id}/endnote`);
    expect([status, body.known]).toEqual([404, expect.arrayContaining(['bibtex', 'ris'])]);
    expect((await api.get('/api/v1/snapshots/2020-01-01-00000000')).status).toBe(404);
  });

  it('comes as a package to deposit', async () => {
    const { body, headers } = await api.get(`/api/v1/snapshots/${first.id}/deposit`);
    expect(headers.get('content-type')).toBe('application/zip');
    // Local file header of a zip (PKWARE APPNOTE 4.3.7).
    expect((body as Buffer).subarray(0, 4)).toEqual(Buffer.from([0x50, 0x4b, 3, 4]));
  });

  it('can have a DOI, once', async () => {
    const address = `/api/v1/snapshots/${first.id}/doi`;
    expect((await api.postJson(address, { doi: 'https://doi.org/10.1/x' }, api.adminToken)).status).toBe(400);
    expect((await api.postJson(address, { doi: '10.5281/zenodo.1' }, null)).status).toBe(401);
    expect((await api.postJson(address, { doi: '10.5281/zenodo.1' }, api.adminToken)).status).toBe(200);
    expect((await api.postJson(address, { doi: '10.5281/zenodo.1' }, api.adminToken)).status).toBe(200);
    expect((await api.postJson(address, { doi: '10.5281/zenodo.2' }, api.adminToken)).status).toBe(409);
    expect((await api.get(`/api/v1/snapshots/${first.id}/apa`)).body.toString()).toContain(
      'https://doi.org/10.5281/zenodo.1',
    );
    expect(await contentOf(first.id)).toBe(first.content);
  });
});

describe('an entry elsewhere', () => {
  it('is a record of Every Eval Ever with its scores and intervals, and texts alone beside them', async () => {
    const { body: record, headers } = await api.get(`/api/v1/submissions/${ids.retain}/every-eval-ever`);
    expect(headers.get('content-disposition')).toMatch(
      /"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.json"$/,
    );
    const { body: view } = await api.get(`/api/v1/submissions/${ids.retain}`);
    const scores = record.evaluation_results.map((result: { score_details: { score: number } }) => [
      result.score_details.score,
    ]);
    expect(scores).toEqual(
      [view.overall, ...view.runs.map((run: { score: object }) => run.score)].map(({ value }) => [value]),
    );
    const [, first] = record.evaluation_results;
    expect(first.score_details.uncertainty.confidence_interval).toMatchObject({
      lower: view.runs[0].score.low,
      upper: view.runs[0].score.high,
    });
    expect(first.metric_config).toMatchObject({
      min_score: '-Infinity',
      max_score: 'Infinity',
      lower_is_better: false,
    });
    for (const details of [
      record.source_metadata.additional_details,
      record.model_info.additional_details,
      first.generation_config.additional_details,
    ])
      for (const value of Object.values(details)) expect(typeof value).toBe('string');
  });

  it('is a list of results for Hugging Face, whose dates are texts to readers of YAML 1.1, too', async () => {
    const { body } = await api.get(`/api/v1/submissions/${ids.retain}/eval-results`);
    const { body: view } = await api.get(`/api/v1/submissions/${ids.retain}`);
    const list = parseYaml(body.toString('utf8'), { version: '1.1' });
    expect(list[0]).toMatchObject({
      dataset: { id: `heirloom/suite-${view.suite}`, task_id: 'overall' },
      value: view.overall.value,
      date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
      source: { url: expect.stringContaining(`/submissions/${ids.retain}`) },
    });
    expect(list).toHaveLength(1 + view.runs.length);
  });

  it('can be cited by its own title, authors and digest', async () => {
    const { body: view } = await api.get(`/api/v1/submissions/${ids.retain}`);
    const text = async (format: string): Promise<string> =>
      (await api.get(`/api/v1/submissions/${ids.retain}/${format}`)).body.toString();
    expect(await text('apa')).toContain(`${view.title} [Data set]`);
    for (const format of ['bibtex', 'ris']) expect(await text(format)).toContain(view.bundleDigest);
    const { status, body } = await api.get(`/api/v1/submissions/${ids.retain}/endnote`);
    expect([status, body.known]).toEqual([404, expect.arrayContaining(['bibtex', 'every-eval-ever'])]);
    expect((await api.get('/api/v1/submissions/0000000000000000/apa')).status).toBe(404);
  });

  it('is followed in feeds, and snapshots are', async () => {
    for (const [feed, format, id] of [
      ['entries', 'atom', ids['mix-sources']],
      ['entries', 'rss', ids['mix-sources']],
      ['snapshots', 'atom', first.id],
      ['snapshots', 'rss', first.id],
    ]) {
      const address = `/api/v1/feeds/${feed}/${format}`;
      const { body, headers } = await api.get(address);
      expect(headers.get('content-type')).toBe(`application/${format}+xml; charset=utf-8`);
      const text = body.toString('utf8');
      const link = format === 'atom' ? `<link href="[^"]*s/${id}"/>` : `<link>[^<]*s/${id}</link>`;
      expect(text.match(new RegExp(link, 'g'))).toHaveLength(1);
      // An entry shows its scores, at an address of its own, in readers that show pictures.
      expect(text.includes(`/figures/entry/${id}?format=png" alt="Scores: `)).toBe(feed === 'entries');
      // It depends on what is stored alone.
      expect((await api.get(address)).headers.get('etag')).toBe(headers.get('etag'));
    }
  });
});

describe('after the board has changed', () => {
  it('a new one follows it and says what changed and why', async () => {
    const withdrawal = { kind: 'withdrawn', reason: 'The sampler had a bug.' };
    // As a table has the id.
    const address = `/api/v1/submissions/sub-${ids.temperature}/tombstone`;
    expect((await api.postJson(address, withdrawal, null)).status).toBe(401);
    expect((await api.postJson(address, { ...withdrawal, kind: 'superseded' }, api.adminToken)).status).toBe(400);
    expect((await api.postJson(address, withdrawal, api.adminToken)).status).toBe(200);
    expect((await api.postJson(address, withdrawal, api.adminToken)).status).toBe(409);
    expect((await api.submit(referenceBundle('weight-golden'))).status).toBe(201);
    await scoringDone();
    const { status, body } = await take();
    expect(status).toBe(201);
    const { previous, changes } = JSON.parse(await contentOf(body.id)) as Snapshot;
    expect(previous).toEqual({ id: first.id, digest: first.digest });
    expect(changes.added.map(({ spec }) => spec)).toEqual(['weight-golden']);
    expect(changes.removed).toEqual([
      {
        tier: 'standard',
        submission: ids.temperature,
        spec: 'temperature',
        reason: 'withdrawn: The sampler had a bug.',
      },
    ]);
    const between: ChangesView = (await api.get(`/api/v1/snapshots/${body.id}/changes/${first.id}`)).body;
    expect(between).toMatchObject({ before: { id: first.id }, after: { id: body.id }, changes });
    const list: { snapshots: SnapshotListItem[] } = (await api.get('/api/v1/snapshots')).body;
    expect(list.snapshots.map(({ id }) => id)).toEqual([body.id, first.id]);
  }, 300_000);

  it('the first still verifies offline, and a tampered one does not', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, `heirloom-snapshot-${first.id}.json`);
    writeFileSync(file, first.content);
    const good = await heirloom(['snapshot', 'verify', file]);
    expect(good.stdout).toContain('Verified: everything agrees.');
    expect(good.stdout).toMatch(/computed {2}54 scores and \d ranks/);
    expect(good.code).toBe(0);
    const tampered = JSON.parse(first.content) as Snapshot;
    const entry = tampered.boards[0]?.entries.find(({ submission }) => submission === ids.retain);
    if (entry?.overall.value) entry.overall.value += 1;
    writeFileSync(file, JSON.stringify(tampered));
    const bad = await heirloom(['snapshot', 'verify', file]);
    expect(bad.code).toBe(4);
    expect(bad.stdout).toMatch(/the file’s name says/);
    expect(bad.stdout).toMatch(/#\/boards\/0\/entries\/\d\/overall\/value: is [\d.]+; recomputed: [\d.]+/);
  });
});

describe('by itself', () => {
  it('takes one where the period has none, and none where nothing has changed', async () => {
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(await takeDueSnapshot(api.database, '0.1', 'off', later(400))).toBeNull();
    expect(await takeDueSnapshot(api.database, '0.1', 'monthly', new Date())).toBeNull();
    expect(await takeDueSnapshot(api.database, '0.1', 'daily', later(2))).toMatchObject({ created: false });
    expect((await api.submit(referenceBundle('gen0-samples'))).status).toBe(201);
    await scoringDone();
    const taken = await takeDueSnapshot(api.database, '0.1', 'weekly', later(14));
    expect(taken).toMatchObject({ created: true });
    expect(taken?.id.slice(0, 10)).toBe(later(14).toISOString().slice(0, 10));
  }, 300_000);
});
