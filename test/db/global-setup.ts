/** Starts what all database tests share: one PostgreSQL server and one initialised embedded directory to copy. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { createTemplate, startPostgres } from '../support/databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database. */
    postgresUrl: string;
    /** Data directory to copy. */
    embeddedTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ['scripts/generate-client.mjs']);
  const server = await startPostgres();
  const template = await createTemplate();
  project.provide('postgresUrl', server.url);
  project.provide('embeddedTemplate', template);
  return async () => {
    await server.stop();
    rmSync(template, { recursive: true, force: true });
  };
}
