/** One address of every kind of page that is there to be read, on a site that has submissions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { TIER } from './seeded.ts';

const BOARD = z.object({
  rows: z.array(z.object({ id: z.string(), role: z.string(), division: z.string() })),
});

/** Makes a snapshot where there is none. @returns addresses by name */
export async function readingPages(url: string, dataDir: string) {
  const { rows } = BOARD.parse(await (await fetch(`${url}/api/v1/leaderboard?suite=0.1&tier=${TIER}`)).json());
  const control = rows.find(({ role }) => role === 'control');
  const [first, second, third] = rows.filter(({ role }) => role === 'entry');
  if (first === undefined || second === undefined || third === undefined || control === undefined)
    throw new Error(`The board has ${rows.length} rows; expected a control and three entries.`);
  const { id: snapshot } = await takeSnapshot(url, dataDir);
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

async function takeSnapshot(url: string, dataDir: string): Promise<{ readonly id: string }> {
  const address = '/api/v1/snapshots';
  const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
  const response = await fetch(url + address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ suite: '0.1' }),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return z.object({ id: z.string() }).parse(await response.json());
}
