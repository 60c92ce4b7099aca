/** What a site says of its API, held to its server: every route that reads answers as it declares, to scripts of other sites, too. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Method } from '../../app/api/routes.ts';
import { undeclared } from '../support/declared-answers.ts';
import { DECLARED, routeOf } from '../support/declared-routes.ts';
import { filledTemplate } from '../support/filled-template.ts';
import { requireSnapshot } from '../support/reading-pages.ts';
import { type Site, startSite } from '../support/site.ts';

const GETS = DECLARED.filter(({ method }) => method === 'GET');
/** What is read by who has a token alone. */
const GUARDED = GETS.filter(({ handler }) => handler.declaration.auth === 'admin').map(({ path }) => path);
/** Of these the site of this test has none; test/e2e/doses.test.ts reads them. */
const DOSES = GETS.map(({ path }) => path).filter((path) => path.startsWith('/api/v1/figures/doses'));
const READS = GETS.map(({ path }) => path).filter((path) => !GUARDED.includes(path) && !DOSES.includes(path));
const WRITES = DECLARED.filter(({ method }) => method === 'POST').map(({ path }) => path);
const BENCHMARK = 'word-frequencies';
/** One that has a histogram. */
const DISTRIBUTED = 'text-transformer';

let site: Site;
/** What stands for the segments of paths, and the queries that some routes need. */
let values: Readonly<Record<string, string>>;
let queries: Readonly<Record<string, string>>;

beforeAll(async () => {
  const { template, submissions } = await filledTemplate();
  const [replace, oracle] = [submissions.replace as string, submissions.oracle as string];
  site = await startSite({ template });
  const snapshot = await requireSnapshot(site);
  values = {
    suite: '0.1',
    tier: 'standard',
    division: 'all',
    group: 'all',
    benchmark: BENCHMARK,
    metrics: 'primary',
    path: await recordOf(replace),
    feed: 'entries',
    'snapshots/format': 'csv',
    'submissions/format': 'apa',
    'feeds/format': 'atom',
    other: snapshot,
    submissions: replace,
    figures: replace,
    figure: 'lost',
    budget: 'full',
    histogram: 'sample-perplexity',
    snapshots: snapshot,
    benchmarks: BENCHMARK,
    metric: 'primary',
    tokens: '1',
  };
  queries = {
    '/api/v1/doses': '?family=retain',
    '/api/v1/figures/doses': '?family=retain',
    '/api/v1/figures/{benchmark}/{metric}': `?ids=${replace},${oracle}`,
    '/api/v1/trajectories': `?ids=${replace},${oracle}`,
    '/api/v1/compare': `?a=${replace}&b=${oracle}`,
    '/api/v1/figures/profiles': `?a=${replace}&b=${oracle}`,
    '/api/v1/figures/differences': `?a=${replace}&b=${oracle}`,
  };
}, 600_000);
afterAll(() => site?.stop());

/** The file of an entry's run of the benchmark, whose name has its digest. */
async function recordOf(id: string): Promise<string> {
  const response = await fetch(`${site.url}/api/v1/submissions/${id}/files`);
  const { files } = (await response.json()) as { files: { path: string }[] };
  return files.find(({ path }) => path.startsWith(`runs/${BENCHMARK}.`))?.path ?? '';
}

/** An address of a route at which there is something. */
function addressOf(path: string): string {
  const [, , , kind = ''] = path.split('/');
  return (
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      if (name === 'benchmark' && path.includes('/histogram/')) return DISTRIBUTED;
      const own = { id: kind, format: `${kind}/format` }[name] ?? name;
      return values[own] ?? '';
    }) + (queries[path] ?? '')
  );
}

/** An answer, with what is in it that its route does not declare. */
async function ask(address: string, init: RequestInit & { readonly method?: Method } = {}) {
  const response = await fetch(site.url + address, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && response.status !== 206;
  const given = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  return { ...given, faults: undeclared(routeOf(init.method ?? 'GET', address).route, given) };
}

test('has its own description, which is of this site', async () => {
  const { status, body, headers } = await ask('/api/openapi.json');
  expect([status, body.openapi, body.servers]).toEqual([200, '3.1.1', [{ url: site.url }]]);
  expect(Object.keys(body.paths).sort()).toEqual([...new Set([...READS, ...DOSES, ...GUARDED, ...WRITES])].sort());
  const again = await ask('/api/openapi.json', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
  expect([again.status, again.faults]).toEqual([304, []]);
});

describe.each(READS)('GET %s', (path) => {
  test('answers as it declares, and the same to who has the answer already', async () => {
    const { status, faults, headers } = await ask(addressOf(path));
    expect([status, faults]).toEqual([200, []]);
    const etag = headers.get('etag');
    if (etag === null) return;
    const again = await ask(addressOf(path), { headers: { 'if-none-match': etag } });
    expect([again.status, again.faults]).toEqual([304, []]);
  });

  test('may be read by scripts of other sites, and asked for with headers of their own', async () => {
    const address = site.url + addressOf(path);
    for (const method of ['GET', 'HEAD']) {
      const { headers, status } = await fetch(address, { method, headers: { origin: 'https://a.example' } });
      expect([status, headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    }
    const { headers } = await fetch(address, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' },
    });
    expect(headers.get('access-control-allow-headers')).toContain('If-None-Match');
  });
});

describe('what is refused', () => {
  test.each([
    '/api/v1/leaderboard?tier=huge',
    '/api/v1/leaderboard?suite=0.1&suite=0.1',
    '/api/v1/leaderboard?colour=red',
    '/api/v1/trajectories',
    '/api/v1/compare',
    '/api/v1/snapshots?page=0',
    '/api/v1/snapshots?page=1&page=2',
    '/api/v1/snapshots/x/csv',
    '/api/v1/snapshots/x/pdf',
    '/api/v1/benchmarks/x/real-sample',
    '/api/v1/benchmarks/gaussian/trajectories/huge',
    '/api/v1/pareto/x/standard/all/all',
    '/api/v1/submissions/x/files/a',
    `/api/v1/leaderboard?sort=${'x'.repeat(9000)}`,
  ])('%s: as it is declared, for scripts of other sites, too', async (address) => {
    const { status, faults, headers } = await ask(address);
    expect([status >= 400 && status < 500, faults]).toEqual([true, []]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  test.each(DOSES)('GET %s where there are not two doses', async (path) => {
    const { status, faults } = await ask(addressOf(path));
    expect([status, faults]).toEqual([404, []]);
  });

  test.each(GUARDED)('GET %s without a token', async (path) => {
    const { status, faults } = await ask(addressOf(path));
    expect([status, faults]).toEqual([401, []]);
  });

  test.each(WRITES)('POST %s without a token, and it says nothing to other sites', async (path) => {
    const address = addressOf(path);
    const sent = await ask(address, { method: 'POST', body: '{}', headers: { origin: 'https://a.example' } });
    expect([sent.status, sent.faults]).toEqual([401, []]);
    const asked = await fetch(site.url + address, {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' },
    });
    for (const { headers } of [sent, asked])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

test('a part of a file, and one that begins behind it, are as declared', async () => {
  for (const path of ['/api/v1/submissions/{id}/bundle', '/api/v1/submissions/{id}/files/{path}']) {
    const part = await ask(addressOf(path), { headers: { range: 'bytes=0-9' } });
    expect([part.status, part.faults, part.headers.get('content-range')?.slice(0, 10)]).toEqual([
      206,
      [],
      'bytes 0-9/',
    ]);
    const beyond = await ask(addressOf(path), { headers: { range: 'bytes=999999999-' } });
    expect([beyond.status, beyond.faults]).toEqual([416, []]);
  }
});

test('a file’s path may be written with its slashes escaped, as generated clients do', async () => {
  const plain = addressOf('/api/v1/submissions/{id}/files/{path}');
  const escaped = plain.replace(/runs\/.*$/, encodeURIComponent(values.path ?? ''));
  const [one, other] = [await ask(plain), await ask(escaped)];
  expect([other.status, other.headers.get('etag')]).toEqual([200, one.headers.get('etag')]);
});

test('its page says the same in both languages, without a script', async () => {
  for (const path of ['/api', '/zh/api']) {
    const response = await fetch(site.url + path);
    const html = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const { method, path: address, handler } of DECLARED.slice(1)) {
      expect(html, address).toContain(`id="${handler.declaration.id}"`);
      expect(html.replaceAll('<!-- -->', ''), address).toContain(`<code>${method} ${address}</code>`);
    }
    expect(html).toContain('href="/api/openapi.json"');
  }
});
