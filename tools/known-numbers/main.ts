/**
 * `npm run artefacts -- known-numbers`: writes what the checker knows of honest records: the truth of every benchmark at every tier
 * (benchmarks/suite/known-truth.json) and generation 0 of the tiers but `full` (known-generation-0.json). After a new benchmark, version or
 * engine version. A test computes both again. `node scripts/tool.mjs known-numbers NAME…` computes those benchmarks alone and keeps
 * what is there of the others.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { BENCHMARKS, benchmarkName, benchmarkNamed } from '#benchmarks/suite/catalog.ts';
import { inRoot } from '../../scripts/support/root.mjs';
import { type Generation0, makeGeneration0, makeTruths, plannedGeneration0 } from './make.ts';

interface Entry {
  /** `id@version` */
  readonly benchmark: string;
}

export async function main(names: readonly string[] = []): Promise<void> {
  const own = BENCHMARKS.map(({ card }) => card).filter(({ engine }) => engine !== 'outside');
  const chosen = names.length > 0 ? names : own.map(benchmarkName);
  const made = new Set(chosen.map((name) => nameOf(benchmarkNamed(name))));
  write('known-truth.json', made, await makeTruths(chosen));
  const generation0: Generation0[] = [];
  for (const plan of plannedGeneration0(chosen)) generation0.push(await makeGeneration0(plan));
  write('known-generation-0.json', made, generation0);
}

const nameOf = ({ card }: (typeof BENCHMARKS)[number]): string => `${card.id}@${card.version}`;

/** In the catalog's order, one entry a line, so that a change shows what changed. */
function write(name: string, made: ReadonlySet<string>, entries: readonly Entry[]): void {
  const file = inRoot('benchmarks', 'suite', name);
  const kept = (JSON.parse(readFileSync(file, 'utf8')) as Entry[]).filter(({ benchmark }) => !made.has(benchmark));
  const all = BENCHMARKS.map(nameOf).flatMap((own) =>
    [...kept, ...entries].filter(({ benchmark }) => benchmark === own),
  );
  writeFileSync(file, `[\n${all.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`);
}
