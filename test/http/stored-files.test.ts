/** What is stored of a bundle, over the API: whole and in part, streamed, and told where it is lost. */
import { existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, truncateSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { bundleStore, pathOf } from '#leaderboard/intake/bundle-store.ts';
import { removeLeftovers, warnOfEmptyStore } from '#leaderboard/intake/store-leftovers.ts';
import { GET as getFile } from '../../app/api/v1/submissions/[id]/files/[...path]/route.ts';
import { type Api, openApi } from '../support/api.ts';
import { packed } from '../support/archives.ts';
import { type BundleFiles, bundleOf, requireRun } from '../support/bundles.ts';
import { keepBytes } from '../support/contents.ts';
import { saidDuring } from '../support/said.ts';

const RECORD = 'runs/gaussian.json';
let api: Api;
let files: BundleFiles;
let bytes: Buffer;
let archive: Buffer;
let id: string;
let store: string;

beforeAll(async () => {
  api = await openApi();
  files = bundleOf([await requireRun('gaussian', 'replace')]);
  bytes = Buffer.from(files.get(RECORD) as Uint8Array);
  archive = packed(files);
  id = (await api.submit(archive)).body.id;
  store = bundleStore(api.database);
});
afterAll(() => api?.close());

/** As Next calls it; what a test reads of the body is its own matter. */
const ask = (headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Response> =>
  getFile(new Request(`http://127.0.0.1:3000/api/v1/submissions/${id}/files/${RECORD}`, { method, headers }), {
    params: Promise.resolve({ id, path: RECORD.split('/') }),
  });
/** The status of an answer that nobody reads. */
const statusOf = async (headers: Readonly<Record<string, string>>): Promise<number> => {
  const response = await ask(headers);
  await response.body?.cancel();
  return response.status;
};
const read = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
/** Files of the store that this process has open. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(store);
    } catch {
      return false;
    }
  });
const hasProc = existsSync('/proc/self/fd');

describe('a file', () => {
  test('is sent whole, with its digest as a strong tag, its length and no leave to change it on the way', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag: `"${sha256(bytes)}"`,
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable, no-transform',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(await read(response)).toEqual(bytes);
  });

  test('is known by its tag, and by any', async () => {
    for (const known of [`"${sha256(bytes)}"`, `"other", W/"${sha256(bytes)}"`, '*']) {
      const response = await ask({ 'if-none-match': known, range: 'bytes=0-1' });
      expect([response.status, response.headers.get('content-type')]).toEqual([304, null]);
      expect(response.headers.get('etag')).toBe(`"${sha256(bytes)}"`);
    }
    expect(await statusOf({ 'if-none-match': '"other"' })).toBe(200);
  });

  test('is sent in part', async () => {
    const size = bytes.length;
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      ['bytes=100-199', 100, 199],
      [`bytes=${size - 5}-`, size - 5, size - 1],
      ['bytes=-7', size - 7, size - 1],
    ] as const) {
      const response = await ask({ range });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${size}`);
      expect(response.headers.get('content-length')).toBe(String(last - first + 1));
      expect(await read(response)).toEqual(bytes.subarray(first, last + 1));
    }
  });

  test('has no part behind its end: 416 with its size', async () => {
    const response = await ask({ range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(await response.json()).toMatchObject({ status: 416, code: 'range' });
  });

  test('is sent in part only where it is the one that the client has a part of', async () => {
    const range = 'bytes=0-1';
    expect(await statusOf({ range, 'if-range': `"${sha256(bytes)}"` })).toBe(206);
    for (const other of ['"other"', `W/"${sha256(bytes)}"`, 'Sun, 29 Nov 2026 20:00:00 GMT'])
      expect(await statusOf({ range, 'if-range': other })).toBe(200);
  });

  test('is told of without being sent', async () => {
    const response = await ask({ range: 'bytes=0-1' }, 'HEAD');
    expect([response.status, response.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect(response.body).toBeNull();
  });

  test.runIf(hasProc)('is closed when it has been sent, and when the client breaks off', async () => {
    await read(await ask());
    await ask({}, 'HEAD');
    expect(openFiles()).toEqual([]);
    const reader = (await ask()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(openFiles()).toEqual([]);
    // Nobody reads this one, or cancels it: it was never opened.
    await ask();
    expect(openFiles()).toEqual([]);
  });

  test('that a bundle can’t have is none, whatever its name', async () => {
    for (const name of ['runs/other.json', '..%2F..%2Ftoken', 'runs/%00.json', 'token'])
      expect((await api.get(`/api/v1/submissions/${id}/files/${name}`)).status).toBe(404);
  });
});

describe('a bundle', () => {
  test('is sent in part, too, and put together again it is what was sent', async () => {
    const address = `/api/v1/submissions/${id}/bundle`;
    const middle = archive.length >> 1;
    const head = await api.get(address, { range: `bytes=0-${middle - 1}` });
    const rest = await api.get(address, { range: `bytes=${middle}-`, 'if-range': head.headers.get('etag') ?? '' });
    expect([head.status, rest.status]).toEqual([206, 206]);
    expect(Buffer.concat([head.body, rest.body])).toEqual(archive);
  });

  test('has a list of files, which is known by the digest of the bundle', async () => {
    const { body, headers } = await api.get(`/api/v1/submissions/${id}/files`);
    expect(body.files.map(({ path: name }: { path: string }) => name)).toEqual([...files.keys()].sort());
    const again = await api.get(`/api/v1/submissions/${id}/files`, { 'if-none-match': headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('of which another has the same files takes no more room for them', async () => {
    const before = contents();
    const other = new Map(files);
    const submission = JSON.parse(Buffer.from(files.get('submission.json') as Uint8Array).toString());
    other.set('submission.json', Buffer.from(JSON.stringify({ ...submission, title: 'Another' })));
    expect((await api.submit(packed(other))).status).toBe(201);
    // The archive and its submission.json.
    expect(contents().length).toBe(before.length + 2);
  });
});

describe('a store that has lost something', () => {
  const lose = async (harm: (file: string) => void, message: RegExp): Promise<void> => {
    const file = pathOf(store, sha256(bytes));
    harm(file);
    const said = await saidDuring(async () => {
      for (const method of ['GET', 'HEAD']) expect((await ask({}, method)).status).toBe(500);
      const { status, body } = await api.get(`/api/v1/submissions/${id}/files/${RECORD}`);
      expect([status, body.code]).toEqual([500, 'input-output']);
      expect(body.detail).toMatch(message);
    });
    expect(said).toMatch(message);
    // What was sent again makes it whole.
    expect((await api.submit(archive)).status).toBe(200);
    expect(await read(await ask())).toEqual(bytes);
  };

  test('says what its owner must do; the bundle that is sent again makes it whole', async () => {
    await lose((file) => renameSync(file, path.join(api.dataDir, 'taken')), /is missing.*docs\/database\.md/);
    await lose((file) => truncateSync(file, 10), /has 10 bytes instead of \d+/);
  });

  test('says the same of samples', async () => {
    const sample = [...files.keys()].find((name) => name.endsWith('.npy')) ?? '';
    renameSync(pathOf(store, sha256(files.get(sample) as Uint8Array)), path.join(api.dataDir, 'taken'));
    await saidDuring(async () => {
      const { status, body } = await api.get(`/api/v1/submissions/${id}/frames/gaussian`);
      expect([status, body.code]).toEqual([500, 'input-output']);
    });
    await api.submit(archive);
    expect((await api.get(`/api/v1/submissions/${id}/frames/gaussian`)).status).toBe(200);
  });

  test('is said at a start where it is empty', async () => {
    expect(await saidDuring(() => warnOfEmptyStore(api.database))).toBe('');
    renameSync(store, `${store}-away`);
    const said = await saidDuring(() => warnOfEmptyStore(api.database));
    expect(said).toMatch(/^\[heirloom\] The database knows 2 bundles, and .* holds none: .*docs\/database\.md\)\.\n$/);
    renameSync(`${store}-away`, store);
  });
});

test('a start removes what nobody needs once it is old, and nothing else', async () => {
  const before = contents();
  const [old, young] = [await keepBytes(store, Buffer.from('old')), await keepBytes(store, Buffer.from('young'))];
  const aside = await keepBytes(store, Buffer.from('put aside'));
  const incoming = path.join(store, 'incoming', 'bundle-dead');
  mkdirSync(incoming);
  const longAgo = new Date('2026-01-01');
  for (const name of [incoming, ...before.map((digest) => pathOf(store, digest)), pathOf(store, old.sha256)])
    utimesSync(name, longAgo, longAgo);
  mkdirSync(path.join(store, 'aside'), { recursive: true });
  // As a start leaves it that was killed while it removed what an upload has needed since.
  renameSync(pathOf(store, aside.sha256), path.join(store, 'aside', aside.sha256));
  await removeLeftovers(api.database);
  expect(contents()).toEqual([...before, young.sha256, aside.sha256].sort());
  expect(existsSync(incoming)).toBe(false);
});

/** The digests that the store has. */
function contents(): string[] {
  return readdirSync(store)
    .filter((folder) => /^[0-9a-f]{2}$/.test(folder))
    .flatMap((folder) => readdirSync(path.join(store, folder)))
    .sort();
}
