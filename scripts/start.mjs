/**
 * `npm start`: sets up, builds and serves the site, and fills it the first time: with the reference results at once, then,
 * behind the site, with a quick run of every built-in strategy on every benchmark. Ctrl-C ends everything; the next start
 * goes on where this one stopped. `npm start -- --no-run` leaves the run out.
 *
 * PORT (3000, or the next free one), HOST (127.0.0.1), HEIRLOOM_DATA (.heirloom), DATABASE_URL (embedded database),
 * HEIRLOOM_DIST (.next), HEIRLOOM_FIRST_RUN (quick; smoke, standard, full, or none to only serve).
 */
import path from 'node:path';
import { setUpBasics, setUpSite } from './setup.mjs';
import { firstRun, submitReference } from './start/first-run.mjs';
import { startOptions } from './start/options.mjs';
import { findPort, localUrl, parsePort } from './start/port.mjs';
import { serve, untilHealthy } from './start/serve.mjs';
import { stopChildren } from './support/children.mjs';
import { ROOT } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { complain, quietStep, reasonOf, SetupError, say } from './support/steps.mjs';

const INTERRUPTED = 130;
/** Whether the board can be looked at: ending it is then no failure. */
let isReady = false;
let isRunning = false;
let isStopping = false;

async function stop(exitCode) {
  if (isStopping) return;
  isStopping = true;
  await stopChildren();
  process.exit(exitCode);
}

async function main() {
  const { submitsReference, tier } = startOptions(process.argv.slice(2), process.env);
  const requestedPort = parsePort(process.env.PORT);
  const host = process.env.HOST || '127.0.0.1';
  const dataDir = path.resolve(ROOT, process.env.HEIRLOOM_DATA || '.heirloom');

  await setUpBasics();
  await setUpSite();
  const port = await findPort(requestedPort, host);
  const url = localUrl(host, port);
  const server = serve({ host, port, dataDir });
  await quietStep('Database', () => untilHealthy(url, server));
  server.once('exit', (code, signal) => {
    if (isStopping) return;
    complain(`\nThe site ended by itself (${signal ?? `exit code ${code}`}); see above.`);
    stop(1);
  });
  if (submitsReference) await quietStep('Reference results', () => submitReference({ url, dataDir }));
  isReady = true;
  say(`\n  Heirloom is at ${url}`);
  if (submitsReference) say('  Ready: the standard board with the reference results of the built-in strategies.');
  if (tier !== null)
    say(`  The same strategies now run at the ${tier} tier, behind the site, for a board of their own.`);
  say('  Ctrl-C stops everything; the next npm start goes on.');
  if (tier !== null) await runBehind({ url, dataDir, tier });
}

/** The site is worth having without its run. */
async function runBehind(options) {
  isRunning = true;
  try {
    await firstRun(options);
  } catch (error) {
    if (isStopping) return;
    complain(
      `The ${options.tier} run ended early: ${reasonOf(error)}\nThe site goes on; the next npm start tries again.`,
    );
  }
  isRunning = false;
}

onStopSignal(() => {
  const next = isRunning ? '; the next npm start goes on with the run' : '';
  say(isReady ? `\nStopping${next}.` : '\nInterrupted; npm start goes on from here.');
  stop(isReady ? 0 : INTERRUPTED);
});
onParentGone(() => stop(INTERRUPTED));
try {
  await main();
} catch (error) {
  // While stopping, children fail because they were stopped.
  if (!isStopping) {
    const words = reasonOf(error);
    if (words !== '') complain(words);
    await stop(error instanceof SetupError ? error.exitCode : 1);
  }
}
