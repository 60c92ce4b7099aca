/** Which answers scripts of other sites may read. */
import { describe, expect, it } from 'vitest';
import { crossOriginHeaders } from '../../../app/server/cross-origin.ts';

const fields = (method: string, address: string, asked?: string): Record<string, string> =>
  Object.fromEntries(
    crossOriginHeaders(method, address, asked === undefined ? {} : { 'access-control-request-method': asked }),
  );

describe('scripts of other sites', () => {
  it.each(['GET', 'HEAD'])('may read with %s, headers included', (method) => {
    for (const address of ['/api/v1/health', '/api/v1/nothing?x', '/api/v1/snapshots']) {
      const given = fields(method, address);
      expect(given['access-control-allow-origin']).toBe('*');
      for (const name of ['RateLimit', 'ETag', 'Retry-After'])
        expect(given['access-control-expose-headers']?.split(', ')).toContain(name);
    }
  });

  it('may ask with headers of their own', () => {
    for (const method of ['GET', 'HEAD']) {
      const given = fields('OPTIONS', '/api/v1/snapshots', method);
      expect(given).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, HEAD',
        'access-control-allow-headers': expect.stringContaining('If-None-Match'),
      });
    }
  });

  it.each([
    ['POST', '/api/v1/submissions', undefined],
    ['POST', '/api/v1/snapshots', undefined],
    ['PUT', '/api/v1/health', undefined],
    ['OPTIONS', '/api/v1/snapshots', undefined],
    ['OPTIONS', '/api/v1/snapshots', 'POST'],
    ['OPTIONS', '/api/v1/submissions', 'POST'],
    ['OPTIONS', '/api/v1/submissions', 'GET'],
    ['OPTIONS', '/api/v1/tokens', 'POST'],
    ['GET', '/', undefined],
    ['GET', '/api', undefined],
    ['GET', '/apis/', undefined],
  ])('may neither send nor read pages: %s %s (%s)', (method, address, asked) => {
    expect(fields(method, address, asked)).toEqual({});
  });
});
