/** Addresses as strangers and their tools write them, on the built site: not found or refused, never a failure of the site. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
}, 90_000);
afterAll(() => site?.stop());

/** The status of exactly these bytes as the path: fetch would mend some of them. */
function statusOf(path: string): Promise<number> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', reject).end();
  });
}

/** Every page and route that takes a part of its address, with that part left open. */
const PLACES = [
  '/X',
  '/zh/X',
  '/board/X/standard/all',
  '/board/0.2/X/all',
  '/board/0.2/standard/X',
  '/board/0.2/standard/all/X',
  '/board/0.2/standard/all/sort=X',
  '/board/0.2/standard/all/strategy=X',
  '/zh/board/0.2/standard/all/page=X',
  '/benchmarks/X',
  '/benchmarks/gaussian/X',
  '/strategies/X',
  '/strategies/retain/page=X',
  '/submissions/X',
  '/snapshots/X',
  '/snapshots/X/changes/X',
  '/collapse/X',
  '/api/v1/leaderboard?suite=X',
  '/api/v1/leaderboard?sort=X',
  '/api/v1/trajectories?ids=X',
  '/api/v1/compare?a=X&b=0123456789abcdef',
  '/api/v1/pareto/0.2/standard/all/X',
  '/api/v1/submissions/X',
  '/api/v1/submissions/X/bundle',
  '/api/v1/submissions/X/files',
  '/api/v1/submissions/X/files/X',
  '/api/v1/submissions/X/frames/gaussian',
  '/api/v1/submissions/0123456789abcdef/ledger/X',
  '/api/v1/submissions/0123456789abcdef/trajectories/X/all',
  '/api/v1/snapshots/X',
  '/api/v1/snapshots/X/csv',
  '/api/v1/benchmarks/X/real-sample',
  '/api/v1/benchmarks/gaussian/trajectories/X',
  '/api/v1/benchmarks/gaussian/horizons/X',
  '/api/v1/X',
];

for (const part of ['%25', '%2525', '%', '%E0%A4%A', '%00']) {
  test(`${part} in an address is 400 or 404`, async () => {
    for (const place of PLACES) {
      const address = place.replaceAll('X', part);
      expect([400, 404], address).toContain(await statusOf(address));
    }
  });

  test(`${part} as an entry of a comparison is said to be no id`, async () => {
    for (const page of ['/compare', '/zh/compare'])
      for (const [first, second] of [
        ['a', 'b'],
        ['entry', 'entry'],
      ]) {
        const response = await fetch(`${site.url}${page}?${first}=${part}&${second}=0123456789abcdef`);
        expect(response.status).toBe(200);
        expect(await response.text()).toContain('expected the id of a submission');
      }
  });
}

test('a view has one address: a slash inside a segment starts no other', async () => {
  expect(await statusOf('/board/0.2/standard/all/status=ranked/sort=tail')).toBe(200);
  expect(await statusOf('/board/0.2/standard/all/status=ranked%2Fsort=tail')).toBe(404);
});
