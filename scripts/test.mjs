/**
 * `npm test`: sets up, then lint, types and the six suites, two parts at a time. The last line is `N passed, N failed`, and
 * before it are the times of the parts and of the slowest files. `npm test -- unit db` runs only the parts named. Nothing of
 * the user's is touched: data, build, ports and reports are the tests' own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setUpBasics, setUpBrowser } from './setup.mjs';
import { ended, startNode, stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { formatDuration, runScript, SetupError, say } from './support/steps.mjs';
import { readCount, slowest, sum } from './test/count.mjs';
import { inLanes } from './test/lanes.mjs';
import { makeScratch } from './test/scratch.mjs';

/** In the order in which they begin, the longest of the suites first: so that no lane is left alone for long. */
const PARTS = ['site', 'lint', 'types', 'http', 'unit', 'e2e', 'db', 'contract', 'reference'];
/** Made for those that a served site answers; not asked for by itself. */
const SITE = 'site';
const WITH_SITE = ['http', 'e2e'];
/** Two parts at a time: each has phases in which one core does all the work. */
const LANES = 2;

/** How many files are named with their times. */
const SLOWEST = 10;

/** What the tests see: the build of their own, a data directory of their own, no server of the user's. */
function testEnvironment(directory) {
  const { DATABASE_URL, HEIRLOOM_TOKEN, PORT, HOST, NODE_ENV, ...env } = process.env;
  return {
    ...env,
    HEIRLOOM_DIST: '.next-test',
    HEIRLOOM_DATA: path.join(directory, 'data'),
    HEIRLOOM_TEST_RUNS: path.join(directory, 'runs'),
    HEIRLOOM_TEST_DATABASES: makeScratch(),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** The parts to run, in order. @param {readonly string[]} wanted none for all @throws SetupError for what is none */
function chooseParts(wanted) {
  const names = PARTS.filter((name) => name !== SITE);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected any of ${names.join(', ')}, or nothing for all.`, 2);
  const chosen = names.filter((name) => wanted.length === 0 || wanted.includes(name));
  return chosen.some((name) => WITH_SITE.includes(name)) ? [SITE, ...chosen] : chosen;
}

async function main() {
  const startedAt = performance.now();
  const parts = chooseParts(process.argv.slice(2));

  const directory = mkdtempSync(path.join(tmpdir(), 'heirloom-test-'));
  const cleanUp = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', cleanUp);
  const env = testEnvironment(directory);
  // Setup reads the same environment as the parts.
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);

  await setUpBasics();
  if (parts.includes('e2e')) env.HEIRLOOM_CHROMIUM = await setUpBrowser();

  /** @type {Map<string, number>} */
  const durations = new Map();
  const workers = Math.max(1, Math.floor(availableParallelism() / LANES));
  const runPart = async (part) => {
    const before = performance.now();
    const args = [inRoot('scripts', 'test', 'part.mjs'), part, directory];
    const alone = parts.length === 1;
    // A suite by itself has all cores.
    await ended(
      alone ? startNode(args, { env }) : prefixed(part, startNode([...args, String(workers)], { env, ...PIPED })),
    );
    durations.set(part, performance.now() - before);
  };
  await inLanes(
    parts.map((name) => ({ name, after: WITH_SITE.includes(name) ? [SITE] : [], run: () => runPart(name) })),
    LANES,
  );
  const counts = parts.map((part) => readCount(directory, part));
  say('');
  parts.forEach((part, index) => {
    const { passed, failed } = counts[index];
    say(
      `${part.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed   ${formatDuration(durations.get(part) ?? 0)}`,
    );
  });
  const files = counts.flatMap((count) => count.files ?? []);
  if (files.length > 0) say('\nThe slowest files:');
  for (const { name, ms } of slowest(files, SLOWEST)) say(`${formatDuration(ms).padStart(12)}  ${name}`);
  const total = sum(counts);
  say(`\nEverything took ${formatDuration(performance.now() - startedAt)}.`);
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

const PIPED = /** @type {const} */ ({ stdout: 'pipe', stderr: 'pipe' });

/** Prints what a part says with its name before each line: two are speaking. */
function prefixed(part, child) {
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => say(`${part.padEnd(9)} │ ${line}`));
  return child;
}

async function stop() {
  await stopChildren();
  process.exit(130);
}

onStopSignal(stop);
onParentGone(stop);
await runScript(main);
