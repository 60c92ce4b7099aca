/** What submitters write, on the built site's pages. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packed } from '../support/archives.ts';
import { bundleOf, filledSubmission, requireRun } from '../support/bundles.ts';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
let id: string;
beforeAll(async () => {
  site = await startSite();
  const run = await requireRun('gaussian', 'retain');
  const submission = {
    ...filledSubmission([run.record]),
    authors: [{ name: 'Ada Lovelace', orcid: '0000-0002-1825-0097' }],
    paper: 'HTTPS://paper.example/a',
    code: 'Http://code.example/b',
    externalInformation: 'See https://words.example/c',
  };
  const response = await fetch(`${site.url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': 'application/gzip' },
    body: new Uint8Array(packed(bundleOf([run], submission))),
  });
  id = ((await response.json()) as { id: string }).id;
}, 120_000);
afterAll(() => site?.stop());

describe('links of a submission', () => {
  test.each(['', '/zh'])('on its page %s say that they are its submitter’s', async (language) => {
    const page = await (await fetch(`${site.url}${language}/submissions/${id}`)).text();
    const links = [...page.matchAll(/<a\b[^>]*>/g)].map(([tag]) => tag);
    for (const address of [
      'https://paper.example/a',
      'http://code.example/b',
      'https://orcid.org/0000-0002-1825-0097',
    ]) {
      const link = links.find((tag) => tag.includes(`href="${address}"`));
      expect(link, address).toContain('rel="nofollow ugc noopener noreferrer"');
    }
    expect(page).not.toMatch(/href="https:\/\/words/);
  });

  test('are the same in its data', async () => {
    const response = await fetch(`${site.url}/api/v1/submissions/${id}`);
    expect(await response.json()).toMatchObject({ paper: 'https://paper.example/a', code: 'http://code.example/b' });
  });
});

describe('methods', () => {
  const PLACES = ['/', '/zh', '/about', '/board/0.2/standard/all', '/benchmarks/gaussian', '/none/such', '/icon.svg'];
  const DATA = ['/api/v1/health', '/api/v1/leaderboard', '/api/v1/submissions/0123456789abcdef', '/api/v1/none'];
  const TAKING = { '/api/v1/submissions': 'POST, OPTIONS', '/api/v1/snapshots': 'GET, HEAD, POST, OPTIONS' };
  const ALLOW = { ...Object.fromEntries([...PLACES, ...DATA].map((at) => [at, 'GET, HEAD, OPTIONS'])), ...TAKING };

  test.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'POST'])(
    '%s is answered 405 with Allow where it is not taken',
    async (method) => {
      for (const [path, allow] of Object.entries(ALLOW)) {
        if (allow.includes(method)) continue;
        const { status, headers, body } = await ask(method, path);
        expect([status, headers.allow], path).toEqual([405, allow]);
        expect(body).toContain(`There is no ${method} of this address`);
        if (path.startsWith('/api/')) expect(headers['content-type']).toContain('application/problem+json');
      }
    },
  );

  test('OPTIONS names them; GET and HEAD are answered as ever', async () => {
    for (const [path, allow] of Object.entries(ALLOW)) {
      const { status, headers } = await ask('OPTIONS', path);
      expect([status, headers.allow], path).toEqual([204, allow]);
    }
    for (const path of ['/', '/api/v1/health', '/icon.svg']) {
      expect((await ask('GET', path)).status).toBe(200);
      expect(await ask('HEAD', path)).toMatchObject({ status: 200, body: '' });
    }
  });

  test('none of them was a failure of the site', () => {
    expect(site.output()).not.toMatch(/error/i);
  });
});

interface Asked {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Any method: fetch refuses TRACE. */
function ask(method: string, path: string): Promise<Asked> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject).end();
  });
}
