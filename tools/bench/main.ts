/**
 * `npm run bench [-- em engine workers records suite networks scoring site browser sandbox verification pages board --beside FOLDER]`: figures as ratios measured in one run, printed as a
 * table and written to artifacts/bench.json. A missed target is said, not an error: the machine may be busy.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from '../../scripts/support/root.mjs';
import { SetupError, say, step } from '../../scripts/support/steps.mjs';
import { stopWithChildren } from '../support/stop-with-children.ts';
import { type BenchContext, type Figure, formatFigures, verdict } from './measure.ts';

type Bench = (context: BenchContext) => Promise<Figure[]>;

/** Loaded when they are measured: what one of them loads is no burden of the others. */
const PARTS: Readonly<Record<string, () => Promise<Bench>>> = {
  em: async () => (await import('./em.ts')).benchEm,
  engine: async () => (await import('./engine.ts')).benchEngine,
  workers: async () => (await import('./workers.ts')).benchWorkers,
  records: async () => (await import('./records.ts')).benchRecords,
  suite: async () => (await import('./suite.ts')).benchSuite,
  networks: async () => (await import('./networks.ts')).benchNetworks,
  scoring: async () => (await import('./scoring.ts')).benchScoring,
  site: async () => (await import('./site.ts')).benchSite,
  browser: async () => (await import('./site.ts')).benchBrowser,
  sandbox: async () => (await import('./sandbox.ts')).benchSandbox,
  verification: async () => (await import('./verification.ts')).benchVerification,
  pages: async () => (await import('./beside.ts')).benchBeside,
  board: async () => (await import('./board.ts')).benchBoard,
};

/** @param args names of parts, none for all; `--beside FOLDER` @throws SetupError for what is none */
export async function main(args: readonly string[]): Promise<void> {
  const { wanted, beside } = benchOptions(args);
  stopWithChildren();
  // Measured is this checkout with the database that it brings, not what the user has set up.
  for (const name of ['DATABASE_URL', 'HEIRLOOM_DATA', 'HEIRLOOM_TOKEN']) delete process.env[name];

  const workDir = mkdtempSync(path.join(tmpdir(), 'heirloom-bench-'));
  process.once('exit', () => rmSync(workDir, { recursive: true, force: true }));
  const figures: Figure[] = [];
  for (const [name, load] of Object.entries(PARTS)) {
    if (!wanted.includes(name)) continue;
    await step(`Bench: ${name}`, async () => {
      const bench = await load();
      figures.push(...(await bench({ workDir, beside })));
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

/** Parts that measure two checkouts. */
const COMPARED = ['pages', 'board'];

/** What is measured, and with what it is compared. @throws SetupError */
function benchOptions(args: readonly string[]): { wanted: readonly string[]; beside: string | null } {
  const at = args.indexOf('--beside');
  const beside = at === -1 ? null : (args[at + 1] ?? '');
  const named = at === -1 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  const names = Object.keys(PARTS);
  const unknown = named.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`Received ${unknown.join(', ')}; expected any of ${names.join(', ')}, or nothing for all.`, 2);
  // Without something to compare with there is no ratio of pages.
  const wanted = named.length > 0 ? named : names.filter((name) => !COMPARED.includes(name) || beside !== null);
  const compared = wanted.filter((name) => COMPARED.includes(name));
  if (compared.length > 0 && !beside)
    throw new SetupError(
      `Received ${compared.join(', ')} without another checkout; expected ${compared.join(' ')} --beside FOLDER, where FOLDER is a checkout of Heirloom whose site is built (npm run setup there).`,
      2,
    );
  if (beside !== null && compared.length === 0)
    throw new SetupError(
      `Received --beside without ${COMPARED.join(' or ')}, which alone compare with another checkout.`,
      2,
    );
  return { wanted, beside };
}
