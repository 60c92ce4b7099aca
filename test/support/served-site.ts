/** Global setup of the http and e2e suites: one site for the whole suite, handed on as `inject('site')`. */
import type { TestProject } from 'vitest/node';
import { type Site, startSite } from './site.ts';

/** The part of a site that fits through `provide`. */
export type ServedSite = Pick<Site, 'url' | 'dataDir' | 'adminToken'>;

declare module 'vitest' {
  interface ProvidedContext {
    site: ServedSite;
  }
}

export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  const site = await startSite();
  const { url, dataDir, adminToken } = site;
  project.provide('site', { url, dataDir, adminToken });
  return site.stop;
}
