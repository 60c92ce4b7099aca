/** What an entry did, told from what its specification says: whether its runs are, bit for bit, those of a control or baseline. */

/** What a submission's runs did: by settings (all that runs must share to be compared, seeds included) the digest of the trajectories. */
export type Tracks = ReadonlyMap<string, string>;

/** Runs of controls and baselines that an entry may equal. */
export interface ReferenceRuns {
  readonly spec: string;
  readonly tracks: Tracks;
}

/**
 * The first specification whose runs are an entry's own on all settings that both have, one at least; null where there is
 * none. `references`: in the order in which they are asked; of one specification there may be several, each of other settings.
 */
export function findSame(own: Tracks, references: readonly ReferenceRuns[]): string | null {
  const specs = [...new Set(references.map(({ spec }) => spec))];
  return (
    specs.find((spec) =>
      isSame(
        own,
        references.filter((runs) => runs.spec === spec),
      ),
    ) ?? null
  );
}

function isSame(own: Tracks, references: readonly ReferenceRuns[]): boolean {
  const shared = [...own].filter(([settings]) => references.some(({ tracks }) => tracks.has(settings)));
  return (
    shared.length > 0 &&
    shared.every(([settings, digest]) => references.some(({ tracks }) => tracks.get(settings) === digest))
  );
}
