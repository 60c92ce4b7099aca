import { describe, expect, it } from 'vitest';
import { acceptedLine } from '../../../benchmarks/cli/commands/submit.ts';
import { defaultSite } from '../../../benchmarks/cli/default-site.ts';
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
    const { code, stderr } = await heirloom(['submit', 'reference/standard-none.tar.gz'], env);
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
