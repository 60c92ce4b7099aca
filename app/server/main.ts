/**
 * The site's server process: Next's handler behind a server of our own. Compiled by setup (scripts/setup/server.mjs) into
 * the folder of the build, because Node 20 reads no TypeScript.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { EXIT_CODES, HeirloomError } from '#benchmarks/protocol/errors.ts';
import { guardStreams, print, say } from '#benchmarks/protocol/print.ts';
import { log } from '#leaderboard/host/log.ts';
import { cachedAnswer } from '../api/cached-answer.ts';
import { openAdmission } from './admission.ts';
import { type BuildFiles, openBuildFiles } from './build-files.ts';
import { endOnSignal } from './ending.ts';
import { knownHosts } from './hosts.ts';
import { keepLength } from './keep-length.ts';
import { openKeptPages } from './kept-pages.ts';
import { createSiteServer } from './listener.ts';
import { explainLostPage } from './lost-pages.ts';
import { openMissingPages } from './missing-pages.ts';
import { plainLineWarning } from './plain-line.ts';
import { namePageScripts } from './script-policy.ts';
import { started } from './started.ts';
import { openTurns } from './turns.ts';

const DEFAULT_PORT = 3000;
const HEALTH = /^\/api\/v1\/health(?:\?|$)/;

/** PORT and HOST say where it listens; 0 is any free port. */
async function serve(): Promise<void> {
  const { HOST: host = '127.0.0.1', PORT: port = String(DEFAULT_PORT) } = process.env;
  const known = knownHosts();
  const warning = plainLineWarning(process.env);
  if (warning !== null) say(`heirloom: ${warning}`);
  // Next adds a listener for upgrades to the server it is told of. It is told of one that gets none: so Node reads a request
  // that offers an upgrade as any other, and it is answered as that.
  const app = next({ dev: false, dir: process.cwd(), hostname: host, port: Number(port), httpServer: createServer() });
  // Begins instrumentation.ts, too, which ends the process where the site can't start; its end is waited
  // for, so that who reads that the site listens can ask it.
  await app.prepare();
  await started();
  const answer = app.getRequestHandler();
  const buildFiles = openBuildFiles(fileURLToPath(new URL('static', import.meta.url)));
  const showMissing = openMissingPages(fileURLToPath(new URL('server/app', import.meta.url)));
  const pages = openKeptPages();
  const admit = openAdmission();
  const turn = openTurns();
  const server = createSiteServer(known, async (request, response) => {
    if (await answerFromMemory(request, response, buildFiles)) return;
    if (await pages.send(request, response)) return;
    if (!(await admit(request, response))) return;
    // Whoever watches the site learns how it is however much comes in.
    if (!HEALTH.test(request.url ?? '')) await turn();
    explainLostPage(request.url ?? '/', response);
    showMissing(request.url ?? '/', response);
    keepLength(response);
    pages.remember(request, response);
    namePageScripts(response);
    return answer(request, response);
  });
  endOnSignal(server);
  server.once('error', (error) => {
    say(`heirloom: Can't listen on ${host} port ${port}: ${error.message}. Set HOST or PORT to something else.`);
    process.exit(1);
  });
  server.listen(Number(port), host, () =>
    print(`heirloom: listening on port ${(server.address() as AddressInfo).port}`),
  );
}

/** Answers of the API that are kept, and files of the build: Next takes many times as long to send them. */
async function answerFromMemory(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  response: ServerResponse,
  buildFiles: BuildFiles,
): Promise<boolean> {
  const answer = url.startsWith('/api/')
    ? await cachedAnswer(method, url, headers)
    : await buildFiles(method, url, headers);
  if (answer === null) return false;
  response.writeHead(answer.status, answer.headers).end(answer.body);
  return true;
}

guardStreams();
serve().catch((error: unknown) => {
  if (error instanceof HeirloomError) say(`heirloom: ${error.message}`);
  else log('the site could not start', error);
  process.exit(error instanceof HeirloomError ? EXIT_CODES[error.code] : 1);
});
