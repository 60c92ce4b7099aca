/** Changes of a run record that keep its shape, so that what is checked behind the shape is reached. */
import type { Stream } from '#benchmarks/numerics/stream.ts';
import { pick } from './json-values.ts';
import type { Loose } from './loose.ts';

type Rows = unknown[][];

const perSeed = (record: Loose): Rows[] => [record.ledger, ...(Object.values(record.trajectories) as Rows[])];

/** Cuts a seed off at a generation, everywhere. */
function stopSeed(record: Loose, seed: number, generation: number): void {
  for (const rows of perSeed(record)) rows[seed]?.splice(generation);
  record.samples = record.samples.filter(
    (sample: Loose) => sample.seed !== record.seeds[seed] || sample.generation < generation,
  );
}

function changeMetric(stream: Stream, record: Loose, change: (value: number) => number | null): void {
  const rows = record.trajectories[pick(stream, Object.keys(record.trajectories))] as (number | null)[][];
  const onlySeed = stream.uniform() < 0.5 ? stream.int(rows.length) : null;
  const from = stream.int(rows[0]?.length ?? 1);
  for (const [seed, values] of rows.entries()) {
    if (onlySeed !== null && seed !== onlySeed) continue;
    for (let g = from; g < values.length; g++) values[g] = values[g] === null ? null : change(values[g] as number);
  }
}

function changeLedger(stream: Stream, record: Loose): void {
  const field = pick(
    stream,
    Object.keys(record.ledger[0][0]).filter((name) => typeof record.ledger[0][0][name] === 'number'),
  );
  const change = pick<(value: number) => number>(stream, [
    (value) => value + 1,
    (value) => Math.max(0, value - 1),
    () => 0,
    () => 1e9,
    (value) => value * 2,
    () => 0.5,
  ]);
  const first = stream.int(4);
  for (const entry of record.ledger.flat()) if (entry.generation >= first) entry[field] = change(entry[field]);
}

function changeSynthetic(stream: Stream, record: Loose): void {
  for (const entry of record.ledger.flat()) {
    if (entry.synthetic.length === 0) continue;
    const part = pick<Loose>(stream, entry.synthetic);
    pick(stream, [
      () => (part.generation = Math.max(0, part.generation - 1)),
      () => (part.generation += 1),
      () => (part.count += 1),
      () => (part.count = 0),
      () => (part.source = 'other'),
      () => entry.synthetic.push({ ...part }),
      () => entry.synthetic.pop(),
    ])();
  }
}

/** By name. Each throws where a change before it has taken away what it changes. */
const RECORD_MUTATIONS: Readonly<Record<string, (stream: Stream, record: Loose) => void>> = {
  'metric huge': (stream, record) =>
    changeMetric(stream, record, () => pick(stream, [1e308, 1e300, 1e155, 1e100, 1e16])),
  'metric scaled': (stream, record) => {
    const factor = pick(stream, [1e300, 1e-300, 2, -1, 0, 1.0000001]);
    changeMetric(stream, record, (value) => value * factor);
  },
  'metric constant': (stream, record) => changeMetric(stream, record, () => 0.25),
  'metric null': (stream, record) => changeMetric(stream, record, () => null),
  'metric renamed': (stream, record) => {
    const name = pick(stream, Object.keys(record.trajectories));
    record.trajectories[pick(stream, ['kl', 'w2', 'x', 'tail-mass', `${name}-2`])] = record.trajectories[name];
    delete record.trajectories[name];
  },
  'all metrics': (stream, record) => {
    const value = pick(stream, [0, 1e308, 5e-324, 1, -1]);
    for (const rows of Object.values(record.trajectories) as number[][][]) for (const row of rows) row.fill(value);
  },
  'seed stopped': (stream, record) => {
    const seed = stream.int(record.seeds.length);
    const generation = stream.int(record.benchmark.generations + 1);
    stopSeed(record, seed, generation);
    record.statuses[seed] =
      stream.uniform() < 0.5
        ? { state: 'diverged', generation, reason: 'the variance is not finite' }
        : { state: 'failed', generation, error: 'out of memory' };
  },
  'every seed stopped': (stream, record) => {
    const generation = stream.int(record.benchmark.generations + 1);
    for (const seed of record.seeds.keys()) {
      stopSeed(record, seed, generation);
      record.statuses[seed] = { state: 'diverged', generation, reason: 'the variance is not finite' };
    }
  },
  'status alone': (stream, record) => {
    const generation = stream.int(6);
    record.statuses[stream.int(record.seeds.length)] = { state: 'diverged', generation, reason: '' };
  },
  'seed dropped': (stream, record) => {
    const seed = stream.int(record.seeds.length);
    for (const rows of [record.seeds, record.statuses, record.timings.seedDurationMs, ...perSeed(record)])
      rows.splice(seed, 1);
  },
  'seeds renumbered': (stream, record) => {
    const shift = pick(stream, [1, 2, 1000, 99_998]);
    record.seeds = record.seeds.map((seed: number) => seed + shift);
  },
  'seeds swapped': (stream, record) => {
    const rows = pick<Rows>(stream, perSeed(record));
    rows.reverse();
  },
  'generations fewer': (stream, record) => {
    const generations = 1 + stream.int(record.benchmark.generations);
    record.benchmark.generations = generations;
    for (const seed of record.seeds.keys()) stopSeed(record, seed, generations + 1);
  },
  'generations said': (stream, record) => {
    record.benchmark.generations = pick(stream, [1, 2, 4, 50, 100_000, 2_000_000_000]);
  },
  'size said': (stream, record) => {
    record.benchmark.size = pick(stream, [1, 2, 99, 1_000_000, 2_000_000_000]);
  },
  'parameter of the benchmark': (stream, record) => {
    const names = Object.keys(record.benchmark.params);
    record.benchmark.params[names.length === 0 ? 'x' : pick(stream, names)] = pick(stream, [
      0,
      -1,
      0.5,
      7,
      1e9,
      'x',
      true,
    ]);
  },
  'parameter of the strategy': (stream, record) => {
    const part = pick<Loose>(stream, record.strategy.parts);
    const names = Object.keys(part.resolved);
    const value = pick(stream, [0, 1, -1, 0.5, 1e9, 'x']);
    part.resolved[names.length === 0 ? 'x' : pick(stream, names)] = value;
  },
  'strategy named': (stream, record) => {
    const id = pick(stream, ['replace', 'oracle', 'accumulate', 'my-own', 'retain']);
    record.strategy = { spec: id, parts: [{ id, version: 1, passed: {}, resolved: {} }] };
  },
  'strategy twice': (_, record) => {
    const [part] = record.strategy.parts;
    record.strategy = { spec: `${record.strategy.spec}+${record.strategy.spec}`, parts: [part, part] };
  },
  'benchmark named': (stream, record) => {
    record.benchmark.id = pick(stream, ['gaussian', 'regression', 'gmm-2d', 'ngram-text', 'none-such']);
  },
  'version of the benchmark': (_, record) => {
    record.benchmark.version += 1;
  },
  'tier said': (stream, record) => {
    record.benchmark.tier = pick(stream, ['quick', 'full']);
  },
  'official said': (_, record) => {
    record.official = !record.official;
  },
  'division said': (stream, record) => {
    record.division = pick(stream, ['open', 'accumulating', 'no-real-data', 'fixed-budget', record.division]);
  },
  'regime said': (stream, record) => {
    const names = Object.keys(record.regime);
    record.regime[pick(stream, names)] = pick(stream, [
      'replace',
      'accumulate',
      'fixed',
      'growing',
      0,
      0.5,
      true,
      null,
    ]);
  },
  'truth changed': (stream, record) => {
    const names = Object.keys(record.truth);
    record.truth[names.length === 0 ? 'kl' : pick(stream, names)] = pick(stream, [0, 1, -1, 1e308, 0.1]);
  },
  'truth empty': (_, record) => {
    record.truth = {};
  },
  ledger: changeLedger,
  'synthetic parts': changeSynthetic,
  'generations of the ledger': (_, record) => {
    for (const entry of record.ledger.flat()) entry.generation += 1;
  },
  'sample left out': (stream, record) => {
    record.samples.splice(stream.int(record.samples.length), 1);
  },
  'sample listed twice': (stream, record) => {
    record.samples.push({ ...pick<Loose>(stream, record.samples) });
  },
  engine: (stream, record) => {
    record.engine = pick(stream, [
      { id: 'tfjs', version: '4.22.0' },
      { id: 'x', version: '1' },
      { id: 'js', version: ' ' },
    ]);
  },
  makers: (stream, record) => {
    record.environment.madeBy?.[0]?.seeds.push(pick(stream, [1, 2, 3, 100_000]));
  },
};

const NAMES = Object.keys(RECORD_MUTATIONS);

/** Changes a record in one of these ways; says which. */
export function mutateRecord(stream: Stream, record: Loose): string {
  const name = pick(stream, NAMES);
  try {
    RECORD_MUTATIONS[name]?.(stream, record);
  } catch (error) {
    // An earlier change took away what this one changes; it is as good as none.
    if (!(error instanceof TypeError)) throw error;
  }
  return name;
}
