/** How long it takes from the answer to a submission until the board has it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packBundle } from '#benchmarks/bundle/pack.ts';
import type { Submission } from '#benchmarks/protocol/submission.ts';
import type { Figure } from './measure.ts';
import { SUBMISSIONS } from './seeded.ts';
import { openVariants } from './variants.ts';

const SHOWN_WITHIN_MS = 30_000;

export interface FreshSite {
  readonly url: string;
  /** Address of the board, below `url`. */
  readonly board: string;
  readonly dataDir: string;
  /** Folder of the runs that the board's entries are variants of. */
  readonly runs: string;
  readonly workDir: string;
}

export async function measureFreshness({ url, board, dataDir, runs, workDir }: FreshSite): Promise<Figure> {
  const bundles = {
    replace: path.join(runs, 'replace'),
    oracle: path.join(runs, 'oracle'),
    base: path.join(runs, 'temperature'),
  };
  const folder = path.join(workDir, 'fresh');
  // A variant that the seeded database does not have.
  (await openVariants(bundles)).write(0, SUBMISSIONS * 2 + 1, folder);
  const archive = path.join(workDir, 'fresh.tar.gz');
  const submission: Submission = JSON.parse(readFileSync(path.join(folder, 'submission.json'), 'utf8'));
  writeFileSync(path.join(folder, 'submission.json'), JSON.stringify({ ...submission, title: 'Fresh' }));
  await packBundle(folder, archive);
  const token = readFileSync(path.join(dataDir, 'token'), 'utf8').trim();
  await fetch(`${url}${board}`);
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/gzip' },
    body: readFileSync(archive),
  });
  if (response.status !== 201)
    throw new Error(`The submission was answered ${response.status}: ${await response.text()}`);
  const answeredAt = performance.now();
  const rows = `of ${SUBMISSIONS + 1} rows`;
  for (let asked = 1; performance.now() - answeredAt < SHOWN_WITHIN_MS; asked++) {
    const html = (await (await fetch(`${url}${board}`)).text()).replaceAll('<!-- -->', '').replaceAll(',', '');
    if (!html.includes(String(SUBMISSIONS + 1))) continue;
    const ms = (performance.now() - answeredAt).toFixed(0);
    const note = `asked for ${rows} right after its answer; ${ms} ms, rendering included`;
    return { name: 'a new submission shows in', value: asked, unit: 'th answer', target: { atMost: 1 }, note };
  }
  throw new Error(`The board did not show ${rows} within ${SHOWN_WITHIN_MS / 1000} s.`);
}
