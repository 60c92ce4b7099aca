/**
 * `npm run bench [-- em engine workers records suite networks scoring site]`: figures as ratios measured in one run, printed as a
 * table and written to artifacts/bench.json. A missed target is said, not an error: the machine may be busy.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setUpBasics } from './setup.mjs';
import { stopChildren } from './support/children.mjs';
import { inRoot } from './support/root.mjs';
import { onParentGone, onStopSignal } from './support/signals.mjs';
import { runScript, SetupError, say, step } from './support/steps.mjs';

/** Loaded late: they need what setup installs. */
const PARTS = {
  em: async () => (await import('./bench/em.mjs')).benchEm,
  engine: async () => (await import('./bench/engine.mjs')).benchEngine,
  workers: async () => (await import('./bench/workers.mjs')).benchWorkers,
  records: async () => (await import('./bench/records.mjs')).benchRecords,
  suite: async () => (await import('./bench/suite.mjs')).benchSuite,
  networks: async () => (await import('./bench/networks.mjs')).benchNetworks,
  scoring: async () => (await import('./bench/scoring.mjs')).benchScoring,
  site: async () => (await import('./bench/site.mjs')).benchSite,
};

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new SetupError(
      `Received ${unknown.join(', ')}; expected any of ${Object.keys(PARTS).join(', ')}, or nothing for all.`,
      2,
    );
  // Measured is this checkout with the database that it brings, not what the user has set up.
  for (const name of ['DATABASE_URL', 'HEIRLOOM_DATA', 'HEIRLOOM_TOKEN']) delete process.env[name];
  await setUpBasics();
  const { register } = await import('tsx/esm/api');
  register();
  const { formatFigures, verdict } = await import('./bench/measure.mjs');

  const workDir = mkdtempSync(path.join(tmpdir(), 'heirloom-bench-'));
  process.once('exit', () => rmSync(workDir, { recursive: true, force: true }));
  const figures = [];
  for (const [name, load] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await step(`Bench: ${name}`, async () => {
      const bench = await load();
      figures.push(...(await bench({ workDir })));
    });
  }
  const machine = {
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? null,
  };
  mkdirSync(inRoot('artifacts'), { recursive: true });
  const file = inRoot('artifacts', 'bench.json');
  const report = {
    measuredAt: new Date().toISOString(),
    machine,
    figures: figures.map((figure) => ({ ...figure, verdict: verdict(figure) })),
  };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  say(
    `\n${formatFigures(figures)}\n\n${machine.cores} cores, ${machine.cpu}, Node ${machine.node}. Written to ${path.relative(inRoot(), file)}.`,
  );
}

async function stop() {
  await stopChildren();
  process.exit(130);
}

onStopSignal(stop);
onParentGone(stop);
await runScript(main);
