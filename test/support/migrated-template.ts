/**
 * Global setup of the suites that have sites: an embedded database as a first start makes it, to be copied. PGlite takes
 * seconds to make one afresh.
 */
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { createMigratedTemplate } from './databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data directory to copy. */
    migratedTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const template = await createMigratedTemplate();
  project.provide('migratedTemplate', template);
  return () => rmSync(template, { recursive: true, force: true });
}
