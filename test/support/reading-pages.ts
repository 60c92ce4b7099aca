/** One address of every kind of page, on the site that the end-to-end tests share. */
import type { ServedSite } from './served-site.ts';

/** Addresses by name, relative to the site. The snapshot is one that exists. */
export function readingPages({ submissions }: ServedSite, snapshot: string): Readonly<Record<string, string>> {
  const { retain, temperature, replace } = submissions;
  return {
    board: '/',
    'board-division': '/board/0.1/standard/retained',
    'board-group': '/board/0.1/standard/all/group=closed-forms',
    'board-columns': '/board/0.2/standard/all/columns=intervals',
    'board-filtered': '/board/0.2/standard/all/real=10/drawn=0.95/columns=measures',
    'board-empty': '/board/0.1/full/all',
    benchmarks: '/benchmarks',
    benchmark: '/benchmarks/gmm-2d',
    'benchmark-text': '/benchmarks/ngram-text',
    strategies: '/strategies',
    strategy: '/strategies/retain',
    submission: `/submissions/${retain}`,
    collapse: '/collapse',
    viewer: `/collapse/gmm-2d?left=${replace}&right=${retain}&generation=10`,
    chooser: '/compare',
    comparison: `/compare?a=${retain}&b=${temperature}`,
    snapshots: '/snapshots',
    snapshot: `/snapshots/${snapshot}`,
    submit: '/submit',
    about: '/about',
    'whose-output': '/whose-output',
    api: '/api',
    'not-found': '/nowhere',
  };
}

/** Asks the site for a snapshot of its boards; the one that there is where nothing has changed. */
export async function requireSnapshot({ url, adminToken }: Pick<ServedSite, 'url' | 'adminToken'>): Promise<string> {
  const response = await fetch(`${url}/api/v1/snapshots`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ suite: '0.1' }),
  });
  const body = (await response.json()) as { id: string; detail?: string };
  if (!response.ok) throw new Error(`A snapshot was refused with ${response.status}: ${body.detail}`);
  return body.id;
}
