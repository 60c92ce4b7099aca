/** Stored files through the built site: what lies between a route and the client changes nothing of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '#benchmarks/protocol/digest.ts';
import { packed } from '../support/archives.ts';
import { bundleOf, requireRun } from '../support/bundles.ts';
import { type Site, startSite } from '../support/site.ts';

const RECORD = 'runs/gaussian.json';
let site: Site;
let address: string;
let bytes: Buffer;

beforeAll(async () => {
  const files = bundleOf([await requireRun('gaussian', 'replace')]);
  bytes = Buffer.from(files.get(RECORD) as Uint8Array);
  site = await startSite();
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(files)),
  });
  const { id } = (await response.json()) as { id: string };
  address = `${site.url}/api/v1/submissions/${id}/files/${RECORD}`;
});
afterAll(() => site?.stop());

test('a file comes as it is, with its length, though the client takes compressed ones', async () => {
  const response = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    etag: `"${sha256(bytes)}"`,
    'content-length': String(bytes.length),
    'accept-ranges': 'bytes',
  });
  expect(['content-encoding', 'x-heirloom-length'].map((name) => response.headers.get(name))).toEqual([null, null]);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
});

test('a part of it, and its length alone', async () => {
  const part = await fetch(address, { headers: { range: 'bytes=100-199' } });
  expect([part.status, part.headers.get('content-length')]).toEqual([206, '100']);
  expect(part.headers.get('content-range')).toBe(`bytes 100-199/${bytes.length}`);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  const known = await fetch(address, { headers: { 'if-none-match': `"${sha256(bytes)}"` } });
  expect(known.status).toBe(304);
});
