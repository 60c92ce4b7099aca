/**
 * Metrics that are functions of others to the last bit (`computed`): a file may leave them out, since they can be
 * computed back. Pure: nothing but the values and what the benchmark's card says.
 */
import type { Relation, Setting } from '../protocol/metric.ts';
import type { Trajectory } from '../protocol/record.ts';

/** By metric: `[seedIndex][generation]`. */
export type Trajectories = Readonly<Record<string, Trajectory>>;

/**
 * Leaves out every metric of the card that `withDerived` gives back bit for bit; one whose values are other than its function's
 * stays. The rest is in the order in which it came.
 */
export function withoutDerived(trajectories: Trajectories, setting: Setting): Record<string, Trajectory> {
  const left = new Map(Object.entries(trajectories));
  for (const [id, rows] of Object.entries(trajectories)) {
    const others = new Map(left);
    others.delete(id);
    const derived = derive(id, others, setting);
    if (derived !== null && isSame(derived, rows)) left.delete(id);
  }
  return Object.fromEntries(left);
}

/**
 * Adds metrics that follow from those that are there, in the card's order: those of `ids` that are missing (all of the card where
 * it isn't given). What doesn't follow is not added.
 */
export function withDerived(
  trajectories: Trajectories,
  setting: Setting,
  ids: readonly string[] = setting.card.metrics.map(({ id }) => id),
): Record<string, Trajectory> {
  const known = new Map(Object.entries(trajectories));
  for (const id of ids) {
    const derived = known.has(id) ? null : derive(id, known, setting);
    if (derived !== null) known.set(id, derived);
  }
  const order = setting.card.metrics.map(({ id }) => id);
  const listed = order.filter((id) => known.has(id));
  const others = [...known.keys()].filter((id) => !order.includes(id));
  return Object.fromEntries([...listed, ...others].map((id) => [id, known.get(id) as Trajectory]));
}

/** The relation that gives a benchmark's metric exactly, of others that it has, where there is one. */
function functionOf(id: string, { card }: Setting): Relation | undefined {
  const listed = new Set(card.metrics.map((metric) => metric.id));
  return card.metrics
    .find((metric) => metric.id === id)
    ?.relations?.find(({ computed, from }) => computed && from.every((other) => listed.has(other)));
}

/** A metric computed of others, which may be derived themselves; null where it doesn't follow from what is known. */
function derive(id: string, known: ReadonlyMap<string, Trajectory>, setting: Setting): Trajectory | null {
  const relation = functionOf(id, setting);
  if (relation === undefined) return null;
  const others: Trajectory[] = [];
  for (const from of relation.from) {
    const rows = known.get(from) ?? derive(from, known, setting);
    if (rows === null) return null;
    others.push(rows);
  }
  const result: Trajectory = [];
  for (const [seed, row] of (others[0] ?? []).entries()) {
    const values: (number | null)[] = [];
    for (let generation = 0; generation < row.length; generation++) {
      const value = generationValue(relation, others, seed, generation, setting);
      if (value === undefined) return null;
      values.push(value);
    }
    result.push(values);
  }
  return result;
}

/** Null where one that it is computed of has no value; undefined where the relation gives no number. */
function generationValue(
  { allowed }: Relation,
  others: readonly Trajectory[],
  seed: number,
  generation: number,
  setting: Setting,
): number | null | undefined {
  const from: number[] = [];
  for (const rows of others) {
    const value = rows[seed]?.[generation];
    if (value === undefined) return undefined;
    if (value === null) return null;
    from.push(value);
  }
  const value = allowed(from, setting, Number.NaN);
  if (typeof value !== 'number') return undefined;
  // As the harness records it: no -0, and null for what is no number.
  return Number.isFinite(value) ? value + 0 : null;
}

function isSame(a: Trajectory, b: Trajectory): boolean {
  return (
    a.length === b.length &&
    a.every((row, seed) => row.length === b[seed]?.length && row.every((value, g) => Object.is(value, b[seed]?.[g])))
  );
}
