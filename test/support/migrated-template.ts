/** Global setup of the suites that have sites: an embedded database as a first start makes it, to be copied. */
import type { TestProject } from 'vitest/node';
import { migratedTemplate } from './databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data directory to copy. */
    migratedTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  project.provide('migratedTemplate', await migratedTemplate());
}
