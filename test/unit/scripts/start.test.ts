import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { draftSubmission } from '../../../benchmarks/bundle/draft.ts';
import { submissionSchema } from '../../../benchmarks/protocol/submission.ts';
import { fillIn, openReceipts } from '../../../scripts/start/bundles.mjs';
import { findPort, localUrl, parsePort } from '../../../scripts/start/port.mjs';
import { formatDuration } from '../../../scripts/support/steps.mjs';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const listen = (port: number) =>
  new Promise<Server>((resolve, reject) => {
    const server = createServer();
    cleanUps.push(() => server.close());
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });

describe('the port', () => {
  it('is 3000 unless PORT says otherwise', () => {
    expect([parsePort(undefined), parsePort(''), parsePort('8080')]).toEqual([3000, 3000, 8080]);
  });

  it.each(['0', '65536', '80a', '-1', '1.5'])('PORT=%s is refused', (text) => {
    expect(() => parsePort(text)).toThrow(`PORT is ${text}; expected a number from 1 to 65535`);
  });

  it('is the next free one where it is busy', async () => {
    const server = await listen(0);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    expect(await findPort(address.port, '127.0.0.1')).toBeGreaterThan(address.port);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
    ['10.0.0.2', 'http://10.0.0.2:3000'],
  ])('on %s is reached at %s', (host, url) => {
    expect(localUrl(host, 3000)).toBe(url);
  });
});

describe('fillIn', () => {
  const draft = draftSubmission({
    suite: '0.1',
    tier: 'quick',
    spec: 'replace',
    runs: [{ benchmark: { id: 'gaussian' } as never, resultDigest: 'a'.repeat(64) }],
  });

  it('makes a draft a valid submission', () => {
    const filled = fillIn(draft, { title: 'Replace', description: 'No mitigation.' });
    expect(submissionSchema.parse(filled)).toMatchObject({
      title: 'Replace',
      licence: 'CC0-1.0',
      attempts: 1,
      authors: [{ name: 'Heirloom' }],
    });
  });

  it('leaves alone what somebody has written', () => {
    const written = { ...draft, title: 'Mine', licence: 'MIT', attempts: 3, authors: [{ name: 'Me' }] };
    expect(fillIn(written, { title: 'Replace', description: '' })).toEqual(written);
  });
});

it('receipts outlive the process', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-receipts-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'receipts.json');
  openReceipts(file).add('print', 'abc');
  expect(openReceipts(file).idOf('print')).toBe('abc');
  expect(openReceipts(file).idOf('another')).toBeNull();
});

it.each([
  [440, '0.4 s'],
  [42_000, '42 s'],
  [200_000, '3 min 20 s'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
