/** A small snapshot whose numbers are those that its outcomes give: three entries and the controls on two benchmarks. */
import { Stream } from '#benchmarks/numerics/stream.ts';
import { SCORING_METHOD, scoreBoard } from '#benchmarks/scoring/index.ts';
import { diffSnapshots, type SnapshotBody } from '#benchmarks/snapshot/diff.ts';
import { snapshotRules } from '#benchmarks/snapshot/rules.ts';
import { SNAPSHOT_FORMAT, type Snapshot, type SnapshotEntry } from '#benchmarks/snapshot/schema.ts';

const BENCHMARKS: readonly string[] = ['alpha', 'beta'];
const SEEDS = 12;
/** Mean A(s); the controls' are 1 and 0. */
const LEVELS = { replace: 1, oracle: 0, near: 0.2, middle: 0.5, far: 0.9 } as const;
type Name = keyof typeof LEVELS;

export const submissionOf = (name: Name): string => Buffer.from(name.padEnd(8)).toString('hex').slice(0, 16);
const digestOf = (text: string): string => Buffer.from(text.padEnd(32)).toString('hex').slice(0, 64).padEnd(64, '0');

interface Completed {
  state: 'completed';
  averages: { full: number[]; half: number[] };
}

function outcomeOf(name: Name, benchmark: string): Completed {
  const noise = (of: string): number[] => {
    const rng = new Stream(`tiny-snapshot/${of}`);
    return Array.from({ length: SEEDS }, () => 0.1 * rng.normal());
  };
  const [shared, own] = [noise(benchmark), noise(`${benchmark}/${name}`)];
  const averages = shared.map((common, s) => LEVELS[name] + common + (own[s] as number));
  return { state: 'completed', averages: { full: averages, half: averages.map((value) => value / 2) } };
}

/** The body of a snapshot with these entries beside the controls; with `overall`, of a suite that weighs `benchmarks` so. */
export function tinyBody(
  names: readonly Exclude<Name, 'replace' | 'oracle'>[],
  createdAt = '2026-11-23T12:00:00Z',
  overall?: NonNullable<Snapshot['overall']>,
  benchmarks = BENCHMARKS,
): SnapshotBody {
  const all: Name[] = ['oracle', 'replace', ...names];
  const grounds = benchmarks.map((id) => ({
    id,
    version: 1,
    controls: { replace: outcomeOf('replace', id), oracle: outcomeOf('oracle', id) },
  }));
  const isEntry = (name: Name): boolean => name !== 'replace' && name !== 'oracle';
  const { rows } = scoreBoard({
    grounds,
    ...(overall && { overall }),
    entries: all.map((name) => ({
      id: submissionOf(name),
      division: isEntry(name) ? 'retained' : 'closed',
      rankable: isEntry(name),
      outcomes: Object.fromEntries(benchmarks.map((id) => [id, outcomeOf(name, id)])),
    })),
  });
  const entries = all.map((name): SnapshotEntry => {
    const row = rows.find(({ id }) => id === submissionOf(name));
    if (!row?.overall) throw new Error('every entry has a score');
    const interval = (of: readonly [number, number] | null) => ({ low: of?.[0] ?? null, high: of?.[1] ?? null });
    return {
      submission: submissionOf(name),
      bundleDigest: digestOf(name),
      spec: name,
      title: name,
      authors: ['Ada Lovelace'],
      family: name,
      licence: 'CC0-1.0',
      division: isEntry(name) ? 'retained' : 'closed',
      role: isEntry(name) ? 'entry' : 'control',
      label: 'maintained',
      verification: 'reported',
      official: true,
      createdAt: '2026-11-22T00:00:00Z',
      group: '1',
      runs: Object.fromEntries(
        benchmarks.map((id) => {
          const score = row.scores[id];
          if (score?.state !== 'scored') throw new Error('every benchmark is scored');
          return [
            id,
            {
              resultDigest: digestOf(`${name}/${id}`),
              outcome: outcomeOf(name, id),
              score: { state: 'scored' as const, value: score.value, ...interval(score.interval) },
            },
          ];
        }),
      ),
      overall: {
        state: 'scored',
        value: row.overall.value,
        ...interval(row.overall.interval),
        interquartileMean: row.overall.interquartileMean,
      },
      cost: { realShare: 0.1, realFresh: 0, training: 1, sampled: 0.9, verifierCalls: 0 },
      rank: row.rank && { low: row.rank.best, high: row.rank.worst, position: row.rank.position, of: row.rank.of },
      unranked: row.rank ? '' : 'A control.',
      flips: (row.flips ?? []).map(({ other }) => other),
    };
  });
  const control = (name: 'replace' | 'oracle', id: string) => ({
    submission: submissionOf(name),
    resultDigest: digestOf(`${name}/${id}`),
    outcome: outcomeOf(name, id),
  });
  return {
    format: SNAPSHOT_FORMAT,
    suite: overall ? '9.9' : '0.1',
    createdAt,
    method: { ...SCORING_METHOD, clip: [...SCORING_METHOD.clip] },
    ...(overall && { overall }),
    rules: snapshotRules({ overall }),
    benchmarks: benchmarks.map((id) => ({ id, version: 1, name: id, primary: 'error', summary: id })),
    boards: [
      {
        tier: 'quick',
        groups: [
          {
            id: '1',
            grounds: benchmarks.map((benchmark) => ({
              benchmark,
              version: 1,
              controls: { replace: control('replace', benchmark), oracle: control('oracle', benchmark) },
            })),
          },
        ],
        entries,
      },
    ],
    withdrawn: [],
  };
}

export function tinySnapshot(): Snapshot {
  const body = tinyBody(['near', 'middle', 'far']);
  return { ...body, previous: null, changes: diffSnapshots(null, body) };
}
