/** Global setup of the e2e suite: one site with reference results for the whole suite, handed on as `inject('site')`. */
import type { TestProject } from 'vitest/node';
import { type FilledTemplate, filledTemplate } from './filled-template.ts';
import { type Site, startSite } from './site.ts';

/** The part of a site that fits through `provide`. */
export interface ServedSite extends Pick<Site, 'url' | 'dataDir' | 'adminToken'>, Pick<FilledTemplate, 'submissions'> {}

declare module 'vitest' {
  interface ProvidedContext {
    site: ServedSite;
  }
}

export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  const { template, submissions } = await filledTemplate(project.getProvidedContext().migratedTemplate);
  const { url, dataDir, adminToken, stop } = await startSite({ template });
  project.provide('site', { url, dataDir, adminToken, submissions });
  return stop;
}
