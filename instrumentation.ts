import { noteFailure } from './app/server/lost-pages.ts';

/** Called by Next once when a server process starts. */
export async function register(): Promise<void> {
  // Neither the build nor the edge runtime may open the database.
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { startServer } = await import('./app/start.ts');
  await startServer();
}

/** Called by Next with what a page threw. */
export function onRequestError(error: unknown): void {
  noteFailure(error);
}
