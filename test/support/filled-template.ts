/** A site that has reference results, filled once in an `npm test` and copied by every test file that reads one. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { ReferenceSet } from '#benchmarks/bundle/reference-sets.ts';
import { keptFolder } from './kept-once.ts';
import { referenceBundle } from './reference.ts';
import { type Site, startSite } from './site.ts';

export interface FilledTemplate {
  /** Data directory to copy. */
  readonly template: string;
  /** Ids of the submissions, by strategy; all at the standard tier, with default parameters, sent by the owner. */
  readonly submissions: Readonly<Record<string, string>>;
}

/** Controls first: the others are scored against them. */
const STRATEGIES = ['replace', 'oracle', 'freeze', 'retain', 'fresh', 'accumulate', 'temperature', 'filter-verifier'];
const SCORED_WITHIN_MS = 300_000;
const POLL_MS = 100;

/** The template that there is, or one that is filled now, through the door that everybody uses. */
export async function filledTemplate(migrated: string = inject('migratedTemplate')): Promise<FilledTemplate> {
  const folder = await keptFolder('filled', (incoming) => fill(incoming, migrated));
  const submissions = JSON.parse(readFileSync(join(folder, 'submissions.json'), 'utf8'));
  return { template: join(folder, 'data'), submissions };
}

async function fill(folder: string, migrated: string): Promise<void> {
  const dataDir = join(folder, 'data');
  cpSync(migrated, dataDir, { recursive: true });
  const site = await startSite({ dataDir });
  const submissions: Record<string, string> = {};
  try {
    for (const id of STRATEGIES) submissions[id] = await submit(site, id);
    await untilScored(site);
  } finally {
    await site.stop();
  }
  writeFileSync(join(folder, 'submissions.json'), JSON.stringify(submissions));
}

/** Sends a reference result in the name of the site's owner; the id of what was sent. */
export async function submit(
  { url, adminToken }: Pick<Site, 'url' | 'adminToken'>,
  strategy: string,
  set?: ReferenceSet,
): Promise<string> {
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/gzip' },
    body: referenceBundle(strategy, set),
  });
  const body = (await response.json()) as { id: string; detail?: string };
  if (response.status !== 201) throw new Error(`${strategy} was answered ${response.status}: ${body.detail}`);
  return body.id;
}

/** Another process has no event to wait for but its answers. */
export async function untilScored({ url }: Pick<Site, 'url'>): Promise<void> {
  const deadline = performance.now() + SCORED_WITHIN_MS;
  let scoring = 'unknown';
  while (performance.now() < deadline) {
    ({ scoring } = (await (await fetch(`${url}/api/v1/health`)).json()) as { scoring: string });
    if (scoring === 'idle') return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`The site had not scored its submissions within ${SCORED_WITHIN_MS / 1000} s: ${scoring}.`);
}
