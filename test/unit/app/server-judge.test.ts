/** What every request is asked before Next sees it. */
import { describe, expect, it } from 'vitest';
import { type Asked, isAnswer, judge, MAX_ADDRESS } from '../../../app/server/judge.ts';
import { plainLineWarning } from '../../../app/server/plain-line.ts';

const KNOWN = new Set(['localhost', 'known.example']);
const ask = (asked: Partial<Asked>) =>
  judge({ method: 'GET', target: '/', hosts: ['localhost:3000'], headers: {}, ...asked }, KNOWN);
const statusOf = (asked: Partial<Asked>): number | null => {
  const given = ask(asked);
  return isAnswer(given) ? given.status : null;
};

describe('an address', () => {
  it('passes as it is, or mended where an escape means nothing', () => {
    expect(ask({ target: '/about?x=%E4%BD%A0' })).toEqual({ address: '/about?x=%E4%BD%A0', host: 'localhost:3000' });
    expect(ask({ target: '/%00/%E0%A4%A/%' })).toMatchObject({ address: '/%2500/%25E0%25A4%25A/%25' });
  });

  it('with http:// is that of the host in it, which has to be known like the other', () => {
    expect(ask({ target: 'http://known.example:80/about?x' })).toEqual({
      address: '/about?x',
      host: 'known.example:80',
    });
    expect(ask({ target: 'HTTPS://localhost' })).toEqual({ address: '/', host: 'localhost' });
    expect(ask({ target: 'http://localhost?x' })).toEqual({ address: '/?x', host: 'localhost' });
    expect(statusOf({ target: 'http://evil.example/' })).toBe(403);
    expect(statusOf({ target: 'http://localhost/', hosts: ['evil.example'] })).toBe(403);
    expect(statusOf({ target: 'http:///about' })).toBe(400);
    expect(statusOf({ target: 'http://user@localhost/' })).toBe(400);
  });

  it.each(['about', '', '*', 'ftp://localhost/', 'javascript:x', 'localhost:3000'])('is none: "%s"', (target) => {
    expect(statusOf({ target })).toBe(400);
  });

  it(`has ${MAX_ADDRESS} characters at most`, () => {
    expect(statusOf({ target: `/${'a'.repeat(MAX_ADDRESS - 1)}` })).toBeNull();
    expect(statusOf({ target: `/${'a'.repeat(MAX_ADDRESS)}` })).toBe(414);
  });
});

describe('what Next serves beside the site', () => {
  it.each([
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/image/',
    '//_next/image',
    '/_NEXT/image',
    '/%5fnext/image',
    '/x/../_next/image',
    '/x/%2e%2e/_next/image',
    '/_next/static/../image',
    '/_next\\image',
    '/_next/data/x/index.json',
    '/_next/hmr',
    '/_next',
  ])('is not there: %s', (target) => {
    expect(statusOf({ target })).toBe(404);
  });

  it('but for the files of its pages', () => {
    for (const target of ['/_next/static/chunks/a.js', '/about/_next', '/_nextx', '/?_next/image'])
      expect(statusOf({ target }), target).toBeNull();
  });
});

describe('a request', () => {
  it('of OPTIONS for the whole server is answered', () => {
    expect(statusOf({ method: 'OPTIONS', target: '*' })).toBe(204);
  });

  it('that reads has no body', () => {
    expect(statusOf({ headers: { 'content-length': '3' } })).toBe(400);
    expect(statusOf({ headers: { 'transfer-encoding': 'chunked' } })).toBe(400);
    expect(statusOf({ headers: { 'content-length': '0' } })).toBeNull();
    expect(statusOf({ method: 'POST', target: '/api/v1/tokens', headers: { 'content-length': '3' } })).toBeNull();
  });

  it('is refused to the API as a problem document, to a reader in a sentence', () => {
    const api = ask({ target: '/api/v1/health', hosts: ['evil.example'] });
    expect(api).toMatchObject({ status: 403, headers: { 'content-type': 'application/problem+json; charset=utf-8' } });
    expect(JSON.parse('body' in api ? api.body : '')).toMatchObject({ status: 403, code: 'forbidden' });
    expect(ask({ target: '/apix', hosts: ['evil.example'] })).toMatchObject({
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      body: expect.stringMatching(/^This site does not answer to the host "evil.example"\..*\n$/),
    });
  });
});

describe('a site that other machines reach', () => {
  const warning = (env: Record<string, string>) => plainLineWarning({ NODE_ENV: 'test', ...env });
  it('says where tokens come over a line that can be read', () => {
    expect(warning({ HOST: '0.0.0.0' })).toContain('The site listens on 0.0.0.0 without https');
    expect(warning({ HOST: '::', HEIRLOOM_URL: 'http://a.example' })).toContain('without https');
    expect(warning({ HOST: '192.168.1.7', HEIRLOOM_URL: 'https://a.example' })).toBeNull();
    for (const HOST of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) expect(warning({ HOST }), HOST).toBeNull();
    expect(warning({})).toBeNull();
  });
});
