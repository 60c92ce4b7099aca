/** Starts what all database tests share: one PostgreSQL server and one initialised embedded directory to copy; and both with today's tables. */
import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { createServerTemplate, initialisedTemplate, migratedTemplate, startPostgres } from '../support/databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database. */
    postgresUrl: string;
    /** Data directory to copy, with an empty database. */
    embeddedTemplate: string;
    /** Data directory to copy, with today's tables. */
    migratedTemplate: string;
    /** Name of a database on the server to copy, with today's tables. */
    serverTemplate: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ['scripts/generate-client.mjs']);
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  project.provide('embeddedTemplate', await initialisedTemplate());
  project.provide('migratedTemplate', await migratedTemplate());
  project.provide('serverTemplate', await createServerTemplate(server.url));
  return server.stop;
}
