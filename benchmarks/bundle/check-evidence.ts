/**
 * Checks that the evidence of a run is whole and its arrays are what they have to be; whether it gives the metrics that the record
 * has is found where they are computed again.
 */
import type { RunRecord } from '../protocol/record.ts';
import { findCard, sampleFormOf } from '../suite/catalog.ts';
import type { Findings } from './findings.ts';
import { type EvidencePart, evidencePath, placeOf, runPath } from './layout.ts';
import { lengthFault, type NumberHeader, readHeader } from './npy.ts';
import type { BundleContents } from './source.ts';

type Run = Pick<RunRecord, 'benchmark' | 'learner' | 'seeds' | 'trajectories'>;

/** By what a benchmark is measured from: the parts of a generation, and the NumPy types that each may have. */
const PARTS = {
  samples: { samples: ['uint8'] },
  'log-probabilities': {
    tokens: ['int32', 'int64'],
    offsets: ['int32', 'int64'],
    'log-probabilities': ['float64', 'float32'],
  },
} as const satisfies Readonly<Record<string, Partial<Readonly<Record<EvidencePart, readonly string[]>>>>>;

/** Checks all evidence; `runs`: the records by their paths, as far as they are well-shaped. */
export async function checkEvidence(
  source: BundleContents,
  runs: ReadonlyMap<string, Partial<Run>>,
  findings: Findings,
): Promise<void> {
  const given = new Map<string, Set<string>>();
  for (const { path } of source.files) {
    const place = placeOf(path);
    if (place?.kind !== 'evidence') continue;
    const record = runPath(place.benchmark);
    given.set(record, (given.get(record) ?? new Set()).add(path));
  }
  for (const [record, paths] of given) {
    if (findings.full) return;
    const [first = ''] = paths;
    const run = runs.get(record);
    if (run === undefined) findings.add(first, `there is no ${record} that it is of`);
    else if (run.learner === undefined)
      findings.add(
        first,
        `${record} names no learner of its own; evidence is of models that an outside trainer fitted`,
      );
    else await checkRun(source, run, paths, findings);
  }
}

async function checkRun(
  source: BundleContents,
  { benchmark, seeds, trajectories }: Partial<Run>,
  paths: Set<string>,
  findings: Findings,
): Promise<void> {
  const card = benchmark && findCard({ id: benchmark.id, protocol: benchmark.version });
  // What is wrong with these is said in the record.
  if (!benchmark || !card?.measuredFrom || !seeds || !trajectories) return;
  const parts = Object.entries<readonly string[]>(PARTS[card.measuredFrom]);
  const pixels = pixelsOf(benchmark);
  const measured = trajectories[card.primary];
  for (const [index, seed] of seeds.entries()) {
    for (let generation = 0; generation < (measured?.[index]?.length ?? 0); generation++) {
      for (const [part, types] of parts) {
        if (findings.full) return;
        const path = evidencePath(benchmark.id, seed, generation, part as EvidencePart);
        if (!paths.delete(path))
          findings.add(path, 'missing; evidence is of every generation of every seed, or there is none of the run');
        else {
          const fault = faultOf(await source.read(path), types, part === 'samples' ? pixels : null);
          if (fault !== null) findings.add(path, fault);
        }
      }
    }
  }
  for (const path of paths)
    findings.add(
      path,
      `the record has no such seed or generation, or ${benchmark.id} needs no such part; expected ${parts.map(([part]) => part).join(', ')}`,
    );
}

/** Of an image of a run; null where examples are none. */
function pixelsOf(benchmark: RunRecord['benchmark']): number | null {
  const form = sampleFormOf(benchmark);
  return form?.kind === 'images' ? form.side * form.side : null;
}

/** `width`: of a row; null where the array is one row of numbers. */
function faultOf(bytes: Buffer, types: readonly string[], width: number | null): string | null {
  const header = readHeader(bytes);
  if (typeof header === 'string') return header;
  const { type } = header;
  const name = type.kind === 'other' ? type.what : type.name;
  if (!types.includes(name)) return `the array holds ${name}; expected ${types.join(' or ')}`;
  const { shape } = header;
  if (shape.length !== (width === null ? 1 : 2) || (width !== null && shape[1] !== width))
    return `its shape is (${shape.join(', ')}); expected ${width === null ? '(n,)' : `(n, ${width})`}`;
  return lengthFault(header as NumberHeader, bytes);
}
