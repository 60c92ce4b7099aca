/**
 * `npm start`: sets up, builds, serves the site and, the first time, fills it: every built-in strategy runs on every
 * benchmark and is submitted over HTTP. Ctrl-C ends everything; the next start goes on where this one stopped.
 *
 * PORT (3000, or the next free one), HOST (127.0.0.1), HEIRLOOM_DATA (.heirloom), DATABASE_URL (embedded database),
 * HEIRLOOM_DIST (.next), HEIRLOOM_FIRST_RUN (quick; smoke, standard, full, or none to only serve).
 */
import path from 'node:path';
import { setUpBasics, setUpSite } from './setup.mjs';
import { firstRun } from './start/first-run.mjs';
import { findPort, localUrl, parsePort } from './start/port.mjs';
import { serve, untilHealthy } from './start/serve.mjs';
import { stopChildren } from './support/children.mjs';
import { ROOT } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { formatDuration, SetupError, say, step } from './support/steps.mjs';

const TIERS = ['smoke', 'quick', 'standard', 'full', 'none'];
const INTERRUPTED = 130;
/** Whether the site is up and filled: ending it is then no failure. */
let isReady = false;
let isStopping = false;

async function stop(exitCode) {
  if (isStopping) return;
  isStopping = true;
  await stopChildren();
  process.exit(exitCode);
}

async function main() {
  const startedAt = performance.now();
  const requestedPort = parsePort(process.env.PORT);
  const host = process.env.HOST || '127.0.0.1';
  const tier = process.env.HEIRLOOM_FIRST_RUN || 'quick';
  if (!TIERS.includes(tier))
    throw new SetupError(`HEIRLOOM_FIRST_RUN is ${tier}; expected one of ${TIERS.join(', ')}.`, 2);
  const dataDir = path.resolve(ROOT, process.env.HEIRLOOM_DATA || '.heirloom');

  await setUpBasics();
  await setUpSite();
  const port = await findPort(requestedPort, host);
  const url = localUrl(host, port);
  let server;
  await step(`Serving ${url}`, async () => {
    server = serve({ host, port, dataDir });
    await untilHealthy(url, server);
    return 'healthy';
  });
  server.once('exit', (code, signal) => {
    if (isStopping) return;
    process.stderr.write(`The site ended by itself (${signal ?? `exit code ${code}`}); see above.\n`);
    stop(1);
  });

  if (tier !== 'none') await firstRun({ url, dataDir, tier });
  isReady = true;
  say(`\nReady after ${formatDuration(performance.now() - startedAt)}.`);
  say(`\n  Heirloom is at ${url}\n`);
  say('Ctrl-C stops it.');
}

onStopSignal(() => {
  say(isReady ? '\nStopping.' : '\nInterrupted; npm start goes on from here.');
  stop(isReady ? 0 : INTERRUPTED);
});
onParentGone(() => stop(INTERRUPTED));
try {
  await main();
} catch (error) {
  // While stopping, children fail because they were stopped.
  if (!isStopping) {
    const expected = error instanceof SetupError;
    process.stderr.write(`${expected ? error.message : (error?.stack ?? error)}\n`);
    await stop(expected ? error.exitCode : 1);
  }
}
