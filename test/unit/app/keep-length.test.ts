import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LENGTH_HEADER } from '../../../app/api/length-header.ts';
import { keepLength } from '../../../app/server/keep-length.ts';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    keepLength(response);
    if (request.url === '/file') response.setHeader(LENGTH_HEADER, '5');
    if (request.method === 'HEAD') response.end();
    else response.write('12345', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it.each(['GET', 'HEAD'])('%s: an answer that says its length is sent with it, another without', async (method) => {
  const known = await fetch(`${url}/file`, { method });
  expect([known.headers.get('content-length'), known.headers.get(LENGTH_HEADER)]).toEqual(['5', null]);
  expect(await known.text()).toBe(method === 'HEAD' ? '' : '12345');
  expect((await fetch(url, { method })).headers.get('content-length')).toBeNull();
});
