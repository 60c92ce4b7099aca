/** A trajectory as the database holds it: one flat array, with the positions that have no value apart. */
import type { Trajectory } from '#benchmarks/protocol/record.ts';

export interface PackedTrajectory {
  /** Number of entries of each seed; a seed that stopped has fewer. */
  readonly lengths: number[];
  /** Positions of nulls in the seeds' arrays laid end to end, ascending. */
  readonly missing: number[];
  /** All other entries, in order. */
  readonly values: number[];
}

/** Packs `[seedIndex][generation]`. */
export function packTrajectory(trajectory: Trajectory): PackedTrajectory {
  const packed: PackedTrajectory = { lengths: [], missing: [], values: [] };
  let position = 0;
  for (const seed of trajectory) {
    packed.lengths.push(seed.length);
    for (const value of seed) {
      if (value === null) packed.missing.push(position);
      else packed.values.push(value);
      position++;
    }
  }
  return packed;
}

/** Restores `[seedIndex][generation]`: the inverse of packTrajectory. */
export function unpackTrajectory({ lengths, missing, values }: Readonly<PackedTrajectory>): Trajectory {
  const trajectory: Trajectory = [];
  let position = 0;
  let missed = 0;
  for (const length of lengths) {
    const seed: (number | null)[] = [];
    for (const end = position + length; position < end; position++) {
      const absent = missing[missed] === position;
      seed.push(absent ? null : (values[position - missed] ?? null));
      if (absent) missed++;
    }
    trajectory.push(seed);
  }
  return trajectory;
}
