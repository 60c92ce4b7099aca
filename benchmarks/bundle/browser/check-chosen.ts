/** Checks a bundle that was chosen in a browser, with the code that the server runs, and packs it for sending. */
import { packTar } from 'modern-tar';
import type { BundlePreview, CheckedBundle, ChosenBundle } from '../../protocol/checked.ts';
import type { MetricCard } from '../../protocol/metric.ts';
import { type RunRecord, truthAt } from '../../protocol/record.ts';
import { requireBenchmark } from '../../suite/catalog.ts';
import { checkBundle, type GoodReport, unreadReport } from '../check-source.ts';
import type { BundleContents } from '../source.ts';
import { isZip, openArchive, openFiles, openZip } from './chosen-source.ts';

/** Never throws for what is wrong with the bundle. */
export async function checkChosen(chosen: ChosenBundle): Promise<CheckedBundle> {
  let source: BundleContents;
  const isPacked = 'archive' in chosen && !(await isZip(chosen.archive));
  try {
    source = await open(chosen, isPacked);
  } catch (error) {
    return { ...unreadReport(error), preview: null, archive: null };
  }
  const report = await checkBundle(source);
  if (!report.ok) return { ...told(report), preview: null, archive: null };
  // Sites take one form alone.
  const archive = isPacked ? chosen.archive : await pack(source);
  return { ...told(report), preview: previewOf(report), archive };
}

function open(chosen: ChosenBundle, isPacked: boolean): Promise<BundleContents> {
  if (!('archive' in chosen)) return openFiles(chosen.files);
  return isPacked ? openArchive(chosen.archive) : openZip(chosen.archive);
}

const told = ({
  problems,
  warnings,
  ...rest
}: {
  problems: CheckedBundle['problems'];
  warnings: CheckedBundle['warnings'];
  omitted?: number;
}) => ({
  problems,
  warnings,
  omitted: rest.omitted ?? 0,
});

async function pack(source: BundleContents): Promise<Blob> {
  const entries = await Promise.all(
    source.files.map(async ({ path, bytes }) => ({
      header: { name: path, size: bytes, type: 'file' as const, mode: 0o644, mtime: new Date(0) },
      body: new Uint8Array(await source.read(path)),
    })),
  );
  const tar = new Blob([new Uint8Array(await packTar(entries))]);
  return new Response(tar.stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

function previewOf({ submission, runs }: GoodReport): BundlePreview {
  const { title, strategy, suite, tier, authors, attempts, licence } = submission;
  return {
    ...{ title, suite, tier, attempts, licence, spec: strategy.spec },
    authors: authors.map(({ name }) => name),
    runs: runs.map(runPreview),
  };
}

function runPreview({ benchmark, division, statuses, trajectories, truth }: RunRecord): BundlePreview['runs'][number] {
  const { card } = requireBenchmark(benchmark);
  const metric = card.metrics[0] as MetricCard;
  const isWhole = statuses.map(({ state }) => state === 'completed');
  const ends = (trajectories[metric.id] ?? []).flatMap((values, seed) => (isWhole[seed] ? (values.at(-1) ?? []) : []));
  return {
    benchmark: card.name,
    division,
    seeds: statuses.length,
    completed: isWhole.filter(Boolean).length,
    metric: metric.name,
    last: ends.length === 0 ? null : ends.reduce((sum, value) => sum + value, 0) / ends.length,
    truth: truthAt(truth[metric.id], benchmark.generations) ?? null,
  };
}
