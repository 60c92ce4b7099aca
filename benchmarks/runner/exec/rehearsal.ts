/**
 * A world to try strategies on: its learner remembers its training set and draws from it again (a bootstrap), so that it takes
 * examples of every kind, has every capability of the protocol that needs no network, and costs nothing.
 */
import type { Learner } from '../../learners/learner.ts';
import { Batch } from '../../numerics/batch.ts';
import type { Stream } from '../../numerics/stream.ts';
import { PURE_ENGINE } from '../../protocol/engine.ts';
import type { Benchmark, World } from '../../suite/shared/benchmark.ts';
import type { Kind } from './messages.ts';

/** M: enough that a tenth is some, little enough that nobody waits. */
const SIZE = 120;
const WIDTHS = { rows: 2, pixels: 16 } as const;
const TOKENS = 20;

const learner: Learner<Batch> = {
  id: 'bootstrap',
  fit: (training) => ({ model: training, epochs: 1, updates: 1 }),
  sample: (model, units, rng) => resampled(model, units, rng),
  logDensity: (_model, batch) => Float64Array.from({ length: batch.count }, (_, i) => -firstOf(batch, i)),
  editTokens: (_model, batch) => batch,
};

/** Draws with replacement, by weight, until there are so many units. */
function resampled(model: Batch, units: number, rng: Stream): Batch {
  const { weights } = model;
  const most = weights?.reduce((a, b) => Math.max(a, b), 0) ?? 1;
  const chosen: number[] = [];
  for (let drawn = 0; drawn < units; ) {
    const i = rng.int(model.count);
    // An empty sequence would never fill the units.
    if (model.unitsOf(i) === 0 || (weights !== null && rng.uniform() * most >= (weights[i] as number))) continue;
    chosen.push(i);
    drawn += model.unitsOf(i);
  }
  const { data } = model.take(chosen).head(units);
  return Batch.of(data);
}

function draw(kind: Kind, units: number, rng: Stream): Batch {
  if (kind === 'rows') {
    const values = Float64Array.from({ length: units * WIDTHS.rows }, () => rng.normal());
    return Batch.rows(values, WIDTHS.rows);
  }
  if (kind === 'pixels') {
    const values = Uint8Array.from({ length: units * WIDTHS.pixels }, () => rng.int(256));
    return Batch.pixels(values, WIDTHS.pixels);
  }
  const offsets = [0];
  for (let at = 0; at < units; ) {
    at = Math.min(units, at + 1 + rng.int(9));
    offsets.push(at);
  }
  return Batch.sequences(
    Int32Array.from({ length: units }, () => rng.int(TOKENS)),
    Int32Array.from(offsets),
  );
}

function firstOf({ data }: Batch, i: number): number {
  if (data.kind === 'sequences') return data.tokens[data.offsets[i] as number] ?? 0;
  return data.values[i * data.width] as number;
}

/** The mean of all values: another training set gives another number. */
function contentOf(model: Batch): number {
  const { data } = model;
  const values: ArrayLike<number> = data.kind === 'sequences' ? data.tokens : data.values;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** The world with another learner in place of the bootstrap: what it measures are samples, and log-probabilities where there are any. */
function worldOf(kind: Kind, world: World, other: Learner): World {
  return {
    ...world,
    learner: other,
    evaluate: async ({ model, rng }) => {
      const content = contentOf(await other.sample(model, SIZE, rng.child('sample')));
      const densities = await other.logDensity?.(model, draw(kind, SIZE, rng.child('held-out')));
      return { [REHEARSAL_METRIC]: content + (densities ? densities.reduce((a, b) => a + b, 0) / SIZE : 0) };
    },
  };
}

export const REHEARSAL_METRIC = 'content';

/** The benchmark of a kind of examples; it measures the mean of what was trained on. */
export function rehearsal(kind: Kind): Benchmark {
  const world: World = {
    learner,
    families: {},
    drawReal: (units, rng) => draw(kind, units, rng),
    simulate: (units, rng) => draw(kind, units, rng),
    verify: (batch) => Uint8Array.from({ length: batch.count }, (_, i) => (firstOf(batch, i) > 0 ? 1 : 0)),
    evaluate: ({ model }) => ({ [REHEARSAL_METRIC]: contentOf(model as Batch) }),
  };
  return {
    size: SIZE,
    engine: PURE_ENGINE,
    truth: {},
    keptUnits: 1,
    ...(kind === 'sequences' ? { toText: (batch: Batch, i: number) => [...batch.sequence(i)].join(' ') } : {}),
    ...(kind === 'sequences' ? { tokens: TOKENS } : {}),
    open: (_rng, _seed, outside) => (outside ? worldOf(kind, world, outside) : world),
    showReal: (batch) => ({ kind: 'points-1d', values: [firstOf(batch, 0)], density: [] }),
  };
}
