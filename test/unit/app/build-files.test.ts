import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuildFiles, openBuildFiles } from '../../../app/server/build-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SCRIPT = '/_next/static/chunks/0cl-tyn_9.js';
const text = 'console.log(1);\n'.repeat(200);
let files: BuildFiles;

beforeAll(() => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'chunks'));
  writeFileSync(path.join(folder, 'chunks', '0cl-tyn_9.js'), text);
  writeFileSync(path.join(folder, 'small.css'), 'a{}');
  writeFileSync(path.join(folder, 'weights.safetensors'), 'x');
  files = openBuildFiles(folder);
});

describe('a file of the build', () => {
  it('is answered as it is, for as long as anybody wants, under the headers of all answers', async () => {
    const answer = await files('GET', SCRIPT, {});
    expect(Buffer.from(answer?.body ?? []).toString()).toBe(text);
    expect(answer?.headers).toMatchObject({
      'content-type': 'application/javascript; charset=UTF-8',
      'content-length': String(text.length),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    });
    expect((await files('GET', '/_next/static/small.css', {}))?.headers['content-type']).toBe(
      'text/css; charset=UTF-8',
    );
  });

  it('is compressed for who takes that, where it is worth it', async () => {
    for (const accepted of ['br', 'gzip, deflate, br, zstd', 'gzip;q=0, br;q=0.5']) {
      const answer = await files('GET', SCRIPT, { 'accept-encoding': accepted });
      expect(answer?.headers['content-encoding'], accepted).toBe('br');
      expect(answer?.headers['content-length']).toBe(String(answer?.body.length));
      expect(brotliDecompressSync(answer?.body ?? new Uint8Array()).toString()).toBe(text);
    }
    for (const accepted of ['gzip', 'br;q=0, gzip;q=0.8', 'deflate , GZIP']) {
      const answer = await files('GET', SCRIPT, { 'accept-encoding': accepted });
      expect(answer?.headers['content-encoding'], accepted).toBe('gzip');
      expect(answer?.headers['content-length']).toBe(String(answer?.body.length));
      expect(gunzipSync(answer?.body ?? new Uint8Array()).toString()).toBe(text);
    }
    for (const accepted of ['', 'brr', 'gzip;q=0', 'gzip;q=0.0, br;q=0', 'xgzip'])
      expect(
        (await files('GET', SCRIPT, { 'accept-encoding': accepted }))?.headers['content-encoding'],
        accepted,
      ).toBeUndefined();
    const small = await files('GET', '/_next/static/small.css', { 'accept-encoding': 'gzip' });
    expect(small?.headers['content-encoding']).toBeUndefined();
  });

  it('has its length alone for HEAD', async () => {
    const answer = await files('HEAD', SCRIPT, {});
    expect([answer?.headers['content-length'], answer?.body.length]).toEqual([String(text.length), 0]);
  });

  it.each([
    ['POST', SCRIPT, {}],
    ['GET', SCRIPT, { range: 'bytes=0-1' }],
    ['GET', SCRIPT, { 'if-modified-since': 'Sun, 29 Nov 2026 21:32:28 GMT' }],
    ['GET', `${SCRIPT}?x`, {}],
    ['GET', '/_next/static/chunks/../small.css', {}],
    ['GET', '/_next/static/weights.safetensors', {}],
    ['GET', '/_next/static/none.js', {}],
    ['GET', '/', {}],
  ])('is left to Next for %s %s %j', async (method, url, headers) => {
    expect(await files(method, url, headers)).toBeNull();
  });

  it('is none where there is no build', async () => {
    expect(await openBuildFiles(path.join(temporaryFolder(), 'none'))('GET', SCRIPT, {})).toBeNull();
  });
});
