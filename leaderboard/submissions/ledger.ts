/** A ledger averaged over seeds, generation by generation. */

import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { LedgerEntry } from '#benchmarks/protocol/ledger.ts';
import { isEntry2, type LedgerEntry2 } from '#benchmarks/protocol/ledger-2.ts';
import type { LedgerView } from '../views/index.ts';
import { shownGenerations } from './shown-generations.ts';

/** Averages `[seedIndex][generation]` over the seeds that reached each generation that is shown. */
export function ledgerViews(ledger: readonly (readonly LedgerEntry[])[]): LedgerView[] {
  const length = ledger.reduce((most, entries) => Math.max(most, entries.length), 0);
  return shownGenerations(length).map((generation) =>
    averageEntries(
      generation,
      ledger.flatMap((entries) => entries[generation] ?? []),
    ),
  );
}

function averageEntries(generation: number, entries: readonly LedgerEntry[]): LedgerView {
  const mean = (value: (entry: LedgerEntry) => number): number =>
    entries.reduce((sum, entry) => sum + value(entry), 0) / entries.length;
  const parts = entries.flatMap((entry) =>
    entry.synthetic.map((part) => ({ ...part, age: generation - part.generation })),
  );
  const synthetic = [...groupBy(parts, ({ source, age }) => `${age} ${source}`).values()]
    .map((same) => ({
      source: same[0]?.source ?? '',
      age: same[0]?.age ?? 0,
      count: same.reduce((sum, { count }) => sum + count, 0) / entries.length,
    }))
    .sort((a, b) => a.age - b.age || (a.source < b.source ? -1 : 1));
  return {
    generation,
    seeds: entries.length,
    realFresh: mean((entry) => entry.realFresh),
    realRetained: mean((entry) => entry.realRetained),
    synthetic,
    trainingSize: mean((entry) => entry.trainingSize),
    weightShare: mean((entry) => entry.weightShare),
    sampled: mean((entry) => entry.sampled),
    simulated: mean((entry) => entry.simulated),
    verifierCalls: mean((entry) => entry.verifierCalls),
    ...(entries.every(isEntry2) && {
      updates: meanOf(entries, 'updates'),
      freshShown: meanOf(entries, 'freshShown'),
      retainedShown: meanOf(entries, 'retainedShown'),
      densityCalls: meanOf(entries, 'densityCalls'),
    }),
  };
}

type Counted = 'updates' | 'freshShown' | 'retainedShown' | 'densityCalls';

function meanOf(entries: readonly Pick<LedgerEntry2, Counted>[], name: Counted): number {
  return entries.reduce((sum, entry) => sum + entry[name], 0) / entries.length;
}
