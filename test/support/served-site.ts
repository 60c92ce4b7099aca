/**
 * Global setup of the e2e suite: one site for the whole suite, handed on as `inject('site')`. It has some of the
 * repository's reference results, sent through the door that everybody uses.
 */
import type { TestProject } from 'vitest/node';
import { referenceBundle } from './reference.ts';
import { type Site, startSite } from './site.ts';

/** The part of a site that fits through `provide`. */
export interface ServedSite extends Pick<Site, 'url' | 'dataDir' | 'adminToken'> {
  /** Ids of its submissions, by strategy; all at the standard tier, with default parameters. */
  readonly submissions: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    site: ServedSite;
  }
}

/** Controls first: the others are scored against them. */
const STRATEGIES = ['replace', 'oracle', 'freeze', 'retain', 'accumulate', 'temperature', 'filter-verifier'];

export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  const site = await startSite();
  const { url, dataDir, adminToken } = site;
  const submissions: Record<string, string> = {};
  for (const id of STRATEGIES) submissions[id] = await submit(site, id);
  project.provide('site', { url, dataDir, adminToken, submissions });
  return site.stop;
}

/** The id of what was sent. */
async function submit({ url, adminToken }: Site, strategy: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/gzip' },
    body: referenceBundle(strategy),
  });
  const body = (await response.json()) as { id: string; detail?: string };
  if (response.status !== 201) throw new Error(`${strategy} was answered ${response.status}: ${body.detail}`);
  return body.id;
}
