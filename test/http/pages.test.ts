/** What pages say of themselves to machines, and the addresses that lead to them: of the built site. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardOf } from '../support/card.ts';
import { filledTemplate } from '../support/filled-template.ts';
import { type Site, startSite } from '../support/site.ts';

let site: Site;
let ids: Readonly<Record<string, string>>;
let snapshot: string;

async function post(path: string, contentType: string, body: BodyInit): Promise<{ id: string; detail?: string }> {
  const response = await fetch(site.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${site.adminToken}`, 'content-type': contentType },
    body,
  });
  const answer = (await response.json()) as { id: string; detail?: string };
  expect(response.status, answer.detail).toBe(201);
  return answer;
}

beforeAll(async () => {
  const { template, submissions } = await filledTemplate();
  ids = submissions;
  site = await startSite({ template });
  snapshot = (await post('/api/v1/snapshots', 'application/json', '{"suite":"suite-0.1"}')).id;
}, 300_000);
afterAll(() => site?.stop());

/** The contents of a page's meta tags of one name, or the values of an attribute of its links. */
async function headOf(path: string) {
  const response = await fetch(site.url + path);
  expect([path, response.status]).toEqual([path, 200]);
  const html = await response.text();
  const head = html.slice(0, html.indexOf('</head>'));
  const attribute = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const tags = (kind: string): string[] => head.match(new RegExp(`<${kind} [^>]*>`, 'g')) ?? [];
  return {
    meta: (name: string): string[] =>
      tags('meta')
        .filter((tag) => attribute(tag, 'name') === name || attribute(tag, 'property') === name)
        .map((tag) => attribute(tag, 'content')),
    canonical: tags('link')
      .filter((tag) => attribute(tag, 'rel') === 'canonical')
      .map((tag) => attribute(tag, 'href')),
  };
}

describe('a page that can be cited', () => {
  it('is a data set for reference managers: nothing on it says that it is a web page', async () => {
    for (const path of [`/snapshots/${snapshot}`, `/submissions/${ids.retain}`]) {
      const { meta } = await headOf(path);
      expect(meta('DC.type')).toEqual(['Dataset']);
      // Zotero's RDF translator takes og:type before DC.type.
      expect(meta('og:type')).toEqual([]);
    }
  });

  it('names its authors and its day', async () => {
    const answer = await fetch(`${site.url}/api/v1/submissions/${ids.retain}`);
    const submission = (await answer.json()) as { authors: { name: string }[]; createdAt: string; title: string };
    const { meta } = await headOf(`/submissions/${ids.retain}`);
    expect(meta('citation_title')).toEqual([submission.title]);
    expect(meta('citation_author')).toEqual(submission.authors.map(({ name }) => name));
    expect(meta('citation_publication_date')).toEqual([submission.createdAt.slice(0, 10).replaceAll('-', '/')]);
  });
});

describe('every kind of page', () => {
  it.each(['', '/zh'])('says what it is, in words of its own: %s/…', async (language) => {
    const paths = [
      '/board/0.1/standard/all',
      '/board/0.1/standard/closed',
      '/benchmarks',
      '/benchmarks/gaussian',
      '/strategies',
      '/strategies/retain',
      '/collapse',
      '/collapse/gaussian',
      '/compare',
      '/snapshots',
      `/snapshots/${snapshot}`,
      `/snapshots/${snapshot}/changes/${snapshot}`,
      `/submissions/${ids.retain}`,
      '/about',
    ];
    const descriptions = [];
    for (const path of paths) descriptions.push(...(await headOf(language + path)).meta('description'));
    expect(descriptions).toHaveLength(paths.length);
    expect(new Set(descriptions).size).toBe(paths.length);
  });
});

describe('a link to a page', () => {
  it('shows what it is about: a card of the measures that it names', async () => {
    const figures = {
      '/board/0.1/standard/all': /^pareto\/0\.1\/standard\/all\/all\?/,
      '/benchmarks/gaussian': /^gaussian@\d+\/primary\?/,
      '/strategies/retain': new RegExp(`^entry/${ids.retain}\\?`),
      '/zh/strategies/retain': new RegExp(`^entry/${ids.retain}\\?format=png$`),
      [`/submissions/${ids.retain}`]: new RegExp(`^entry/${ids.retain}\\?`),
    };
    for (const [page, figure] of Object.entries(figures)) {
      const { path, ...card } = await cardOf(site.url, page);
      expect(path.replace('/api/v1/figures/', '')).toMatch(figure);
      expect([page, card]).toEqual([page, { status: 200, type: 'image/png', measures: [1200, 630] }]);
    }
  });
});

describe('an address with an id as tables have it', () => {
  it.each(['', '/zh'])('leads to the page: %s/…', async (language) => {
    for (const [tables, plain] of [
      [`/submissions/sub-${ids.retain}`, `/submissions/${ids.retain}`],
      ['/board/suite-0.1/standard/retained/group=text', '/board/0.1/standard/retained/group=text'],
    ]) {
      const response = await fetch(`${site.url}${language}${tables}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([308, `${language}${plain}`]);
    }
  });

  it('of a comparison shows it, under its one address', async () => {
    const { canonical } = await headOf(`/compare?a=sub-${ids.retain}&b=${ids.replace}`);
    expect(canonical).toEqual([`/compare?a=${ids.retain}&amp;b=${ids.replace}`]);
  });

  it('that nobody has is not found', async () => {
    expect((await fetch(`${site.url}/submissions/sub-0123456789abcdef`)).status).toBe(404);
    expect((await fetch(`${site.url}/submissions/sub-${ids.retain}0`)).status).toBe(404);
  });
});
