/** One address of every kind of page that is there to be read, on a site that has submissions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TIER } from './seeded.mjs';

/** Makes a snapshot where there is none. @returns {Promise<Record<string, string>>} addresses by name */
export async function readingPages(url, dataDir) {
  const { rows } = await (await fetch(`${url}/api/v1/leaderboard?suite=0.1&tier=${TIER}`)).json();
  const control = rows.find(({ role }) => role === 'control');
  const [first, second, third] = rows.filter(({ role }) => role === 'entry');
  const { id: snapshot } = await post(url, dataDir, '/api/v1/snapshots', { suite: '0.1' });
  return {
    home: '/',
    'home in Chinese': '/zh',
    board: `/board/0.1/${TIER}/all`,
    'board of a division': `/board/0.1/${TIER}/${first.division}`,
    'board of a group': `/board/0.1/${TIER}/all/group=closed-forms`,
    'board, sorted': `/board/0.1/${TIER}/all/sort=tail`,
    benchmarks: '/benchmarks',
    benchmark: '/benchmarks/gmm-2d',
    strategies: '/strategies',
    strategy: '/strategies/temperature',
    submission: `/submissions/${first.id}`,
    'collapse viewer': '/collapse/gmm-2d',
    chooser: '/compare',
    comparison: `/compare?a=${first.id}&b=${second.id}&c=${third.id}&d=${control.id}`,
    snapshots: '/snapshots',
    snapshot: `/snapshots/${snapshot}`,
    about: '/about',
  };
}

async function post(url, dataDir, address, body) {
  const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
  const response = await fetch(url + address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
