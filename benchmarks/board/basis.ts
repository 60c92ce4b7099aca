/** What scores rest on: only what rests on the same controls and seeds can be compared seed by seed. */
import type { ControlChoice, SeedList } from './choose-controls.ts';

/** What a run is of, as boards tell benchmarks apart. */
export interface BenchmarkVersion {
  readonly id: string;
  readonly version: number;
}

/** A run, as far as its place on a board is concerned. */
export interface BoardRun {
  /** Tells it from every other run. */
  readonly id: number;
  /** Whose run it is: the id of an entry, or of what a control was found in. */
  readonly submissionId: string;
  readonly benchmarkId: string;
  readonly benchmarkVersion: number;
  readonly seeds: SeedList;
}

/** Those runs that a board counts, in the order of its benchmarks. */
export function runsOn<Run extends BoardRun>(cards: readonly BenchmarkVersion[], runs: readonly Run[] = []): Run[] {
  return cards.flatMap(
    ({ id, version }) => runs.find((run) => run.benchmarkId === id && run.benchmarkVersion === version) ?? [],
  );
}

/** What an entry's scores on a board rest on, as text: its controls and seeds, benchmark by benchmark. */
export function basisOf<Run extends BoardRun>(
  cards: readonly BenchmarkVersion[],
  runs: readonly Run[] | undefined,
  choose: (run: Run) => ControlChoice<Run>,
): string {
  return [...cards]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((card) => {
      const [run] = runsOn([card], runs);
      if (!run) return `${card.id}=missing`;
      return `${card.id}=${pairName(choose(run))}/${run.seeds.digest.slice(0, 8)}`;
    })
    .join(';');
}

/** The same two runs are another basis once the site vouches for them; and what is missing is said on the page, so it counts. */
function pairName({ source, controls, lacking }: ControlChoice<BoardRun>): string {
  if (controls !== null) return `${source === 'own' ? 'own:' : ''}${controls.replace.id},${controls.oracle.id}`;
  const names = (list: typeof lacking.site | null): string =>
    (list ?? []).map(({ control, why }) => `${control}:${why}`).join('+');
  return `-${names(lacking.site)}|${names(lacking.own)}`;
}

interface Resting {
  readonly overall: { readonly basis: string };
}

/** How many entries rest on each basis. */
export function countBases(entries: readonly Resting[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { overall } of entries) counts.set(overall.basis, (counts.get(overall.basis) ?? 0) + 1);
  return counts;
}

/** What most of the entries rest on, of equally many the first in the order of the texts; null where there are none. */
export function commonBasis(entries: readonly Resting[]): string | null {
  const ordered = [...countBases(entries)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return ordered[0]?.[0] ?? null;
}
