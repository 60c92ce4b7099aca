/**
 * `npm test`: sets up, then lint, types and the six suites, one after the other. The last line is `N passed, N failed`.
 * `npm test -- unit db` runs only the checks and suites named. Nothing of the user's is touched: data, build, ports and
 * reports are the tests' own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LINT_CHECKS, runChecks } from './lint.mjs';
import { setUpBasics, setUpBrowser, setUpSite } from './setup.mjs';
import { ended, startNode, stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { formatDuration, runScript, SetupError, say } from './support/steps.mjs';
import { runSuite, sum } from './test/vitest.mjs';

const TYPES = {
  name: 'Types (tsc)',
  passes: async () =>
    (await ended(startNode([inRoot('node_modules', 'typescript', 'bin', 'tsc'), '--project', 'tsconfig.check.json'])))
      .code === 0,
};
const SUITES = ['unit', 'contract', 'reference', 'db', 'http', 'e2e'];
const PARTS = ['lint', 'types', ...SUITES];
/** Those that a served site answers. */
const WITH_SITE = ['http', 'e2e'];

/** What the tests see: the build of their own, a data directory of their own, no server of the user's. */
function testEnvironment(directory) {
  const { DATABASE_URL, HEIRLOOM_TOKEN, PORT, HOST, NODE_ENV, ...env } = process.env;
  return {
    ...env,
    HEIRLOOM_DIST: '.next-test',
    HEIRLOOM_DATA: path.join(directory, 'data'),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

async function main() {
  const startedAt = performance.now();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !PARTS.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected any of ${PARTS.join(', ')}, or nothing for all.`, 2);
  const parts = wanted.length > 0 ? PARTS.filter((name) => wanted.includes(name)) : PARTS;

  const directory = mkdtempSync(path.join(tmpdir(), 'heirloom-test-'));
  const cleanUp = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', cleanUp);
  const env = testEnvironment(directory);
  // Setup and lint read the same environment as the suites.
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);

  await setUpBasics();
  if (parts.includes('e2e')) env.HEIRLOOM_CHROMIUM = await setUpBrowser();

  /** @type {[string, { passed: number, failed: number }, number][]} */
  const results = [];
  for (const part of parts) {
    const before = performance.now();
    say(`\n━━ ${part}`);
    results.push([part, await runPart(part, env, directory), performance.now() - before]);
  }
  const total = sum(results.map(([, count]) => count));
  say('');
  for (const [part, { passed, failed }, ms] of results) {
    say(
      `${part.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed   ${formatDuration(ms)}`,
    );
  }
  say(`\nEverything took ${formatDuration(performance.now() - startedAt)}.`);
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function runPart(part, env, directory) {
  if (part === 'lint') return runChecks(LINT_CHECKS);
  if (part === 'types') return runChecks([TYPES]);
  if (WITH_SITE.includes(part)) {
    try {
      await setUpSite();
    } catch (error) {
      // A site that isn't built fails its suites; the others' results still count.
      say(String(error instanceof SetupError ? error.message : error));
      return { passed: 0, failed: 1 };
    }
  }
  return runSuite(part, { env, reportDir: directory });
}

async function stop() {
  await stopChildren();
  process.exit(130);
}

onStopSignal(stop);
onParentGone(stop);
await runScript(main);
