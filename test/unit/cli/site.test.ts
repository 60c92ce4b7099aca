import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { acceptedLine } from '#benchmarks/cli/commands/submit.ts';
import { defaultSite } from '#benchmarks/cli/default-site.ts';
import { askSite } from '#benchmarks/cli/site.ts';
import { EXIT_CODES, type HeirloomError } from '#benchmarks/protocol/errors.ts';
import { waitWords } from '#benchmarks/protocol/wait-words.ts';
import { heirloom, temporaryFolder } from '../../support/cli.ts';

describe('the site that commands talk to', () => {
  it.each([
    [{}, 'http://127.0.0.1:3000'],
    [{ PORT: '4000' }, 'http://127.0.0.1:4000'],
    [{ HEIRLOOM_SITE: ' https://example.org ', PORT: '4000' }, 'https://example.org'],
    [{ HEIRLOOM_SITE: '', PORT: '' }, 'http://127.0.0.1:3000'],
  ])('%j', (env, site) => {
    expect(defaultSite(env)).toBe(site);
  });

  it('is this machine’s where submit is given none', async () => {
    // Nothing listens on port 1, and what isn't there is only said after the site and the token are settled.
    const env = { HEIRLOOM_SITE: 'http://127.0.0.1:1', HEIRLOOM_DATA: temporaryFolder(), HEIRLOOM_TOKEN: 'x' };
    const { code, stderr } = await heirloom(['submit', 'reference/none'], env);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/There is no bundle at/)]);
    const tokens = await heirloom(['token', 'create'], env);
    expect([tokens.code, tokens.stderr]).toEqual([3, expect.stringMatching(/No answer from http:\/\/127\.0\.0\.1:1 /)]);
  });
});

it('a new entry and one that was there are told apart', () => {
  const answer = { id: 'abc', url: 'http://127.0.0.1:3000/submissions/abc', label: 'reported' };
  expect(acceptedLine({ ...answer, created: true })).toBe(`New entry (reported): ${answer.url}`);
  expect(acceptedLine({ ...answer, created: false })).toBe(`Already there, nothing changed (reported): ${answer.url}`);
});

describe('a token that would leave this machine without https', () => {
  // .invalid has no machine (RFC 2606), and nothing listens on port 1.
  const FAR = 'http://leaderboard.invalid:1';
  const ID = '0123456789abcdef';
  it.each([
    ['token', 'create'],
    ['withdraw', ID, '--reason', 'x'],
    ['snapshot', 'create'],
    ['snapshot', 'doi', ID, '10.5281/zenodo.1'],
  ])('is warned of: %s %s', async (...command) => {
    const env = { HEIRLOOM_TOKEN: 'x', HEIRLOOM_DATA: temporaryFolder() };
    const { stderr } = await heirloom([...command, '--site', FAR], env);
    expect(stderr).toContain(`Warning: ${FAR} is http and not this machine`);
  });

  it('is none on this machine, nor with https', async () => {
    const env = { HEIRLOOM_TOKEN: 'x', HEIRLOOM_DATA: temporaryFolder() };
    for (const site of ['https://leaderboard.invalid:1', 'http://127.0.0.1:1', 'http://[::1]:1'])
      expect((await heirloom(['token', 'create', '--site', site], env)).stderr, site).not.toContain('Warning');
  });

  it('is warned of before a bundle is sent', async () => {
    const env = { HEIRLOOM_TOKEN: 'x', HEIRLOOM_DATA: temporaryFolder() };
    expect((await heirloom(['submit', 'none.tar.gz', '--site', FAR], env)).stderr).toContain(`Warning: ${FAR} is`);
  });
});

describe('a site that refuses for now', () => {
  /** What asking says of a site that answers like this. */
  async function refusal(status: number, headers: Record<string, string>, body: string) {
    const server = createServer((_, response) => void response.writeHead(status, headers).end(body));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await askSite(new URL(`http://127.0.0.1:${port}`), '/x', {}, z.unknown());
    } catch (error) {
      const { code, message } = error as HeirloomError;
      return [code, message.replace(`http://127.0.0.1:${port}`, 'SITE')];
    } finally {
      server.close();
    }
    return [];
  }

  it.each<[number, Record<string, string>, string, [string, string]]>([
    [
      429,
      { 'retry-after': '50000' },
      JSON.stringify({ detail: 'This token has made 100 new entries. There is room again in 14 hours.' }),
      ['rate-limited', 'SITE refused with 429: This token has made 100 new entries. There is room again in 14 hours.'],
    ],
    // As a proxy in front of a site may answer.
    [
      429,
      { 'retry-after': '150' },
      '<html>',
      ['rate-limited', 'SITE refused with 429: status 429. Try again in 3 minutes.'],
    ],
    [429, {}, '<html>', ['rate-limited', 'SITE refused with 429: status 429']],
    [408, {}, JSON.stringify({ detail: 'Too slow.' }), ['too-slow', 'SITE refused with 408: Too slow.']],
  ])('%i with %j says when to try again', async (status, headers, body, expected) => {
    expect(await refusal(status, headers, body)).toEqual(expected);
  });

  it('is the site’s failure, and how long to wait is rounded up', () => {
    expect(EXIT_CODES['rate-limited']).toBe(3);
    expect([1, 90, 91, 5400, 5401].map(waitWords)).toEqual([
      'in 1 second',
      'in 90 seconds',
      'in 2 minutes',
      'in 90 minutes',
      'in 2 hours',
    ]);
  });
});
