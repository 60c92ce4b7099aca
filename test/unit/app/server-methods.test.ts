/** Which methods an address takes, and that the list agrees with the routes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowedMethods, answerMethod, isUpload } from '../../../app/server/methods.ts';

const API = path.resolve(import.meta.dirname, '../../../app/api/v1');
const ROUTES = readdirSync(API, { recursive: true })
  .map((name) => String(name).split(path.sep).join('/'))
  .filter((name) => name.endsWith('route.ts'));

describe('methods', () => {
  it.each(ROUTES)('of %s are those of its route', (file) => {
    const exported = [...readFileSync(path.join(API, file), 'utf8').matchAll(/^export const (GET|POST)\b/gm)];
    const methods = exported.map(([, method]) => method as string);
    const implied = methods.includes('GET') ? ['HEAD', 'OPTIONS'] : ['OPTIONS'];
    const address = `/api/v1/${file.replace('/route.ts', '').replaceAll(/\[[^\]]+\]/g, 'x')}`;
    for (const written of [address, `${address}/`, `${address}?a=/api/v1/tokens`])
      expect([...allowedMethods(written)].sort(), written).toEqual([...methods, ...implied].sort());
  });

  it('tell an upload from what has a short body', () => {
    for (const address of ['/api/v1/submissions', '/api/v1/submissions/', '/api/v1/submissions?x'])
      expect(isUpload('POST', address), address).toBe(true);
    expect(isUpload('GET', '/api/v1/submissions')).toBe(false);
    for (const address of ['/api/v1/submissionsx', '/api/v1/submissions/x/tombstone', '/api/v1/tokens', '/'])
      expect(isUpload('POST', address), address).toBe(false);
  });

  it('of the form of a page are those that send, and it brings an upload', () => {
    for (const address of ['/submit/send', '/zh/submit/send', '/submit/send/']) {
      expect(allowedMethods(address)).toEqual(['POST', 'OPTIONS']);
      expect(isUpload('POST', address), address).toBe(true);
    }
    expect(allowedMethods('/submit')).toEqual(['GET', 'HEAD', 'OPTIONS']);
  });

  it('of pages are those that read', () => {
    for (const address of [
      '/',
      '/zh',
      '/about',
      '/submissions/0123456789abcdef',
      '/_next/static/x.js',
      '/api/v1/tokensx',
    ])
      expect(allowedMethods(address)).toEqual(['GET', 'HEAD', 'OPTIONS']);
  });

  it('that are taken are answered elsewhere, OPTIONS and others here', () => {
    expect(answerMethod('GET', '/')).toBeNull();
    expect(answerMethod('HEAD', '/api/v1/health')).toBeNull();
    expect(answerMethod('POST', '/api/v1/submissions')).toBeNull();
    expect(answerMethod('OPTIONS', '/api/v1/submissions')).toEqual({
      status: 204,
      headers: { allow: 'POST, OPTIONS' },
      body: '',
    });
    const refused = answerMethod('TRACE', '/api/v1/snapshots?x');
    expect(refused).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST, OPTIONS' } });
    expect(JSON.parse(refused?.body ?? '')).toMatchObject({
      status: 405,
      code: 'method',
      detail: expect.stringContaining('There is no TRACE of this address; expected GET, HEAD, POST.'),
    });
  });
});
