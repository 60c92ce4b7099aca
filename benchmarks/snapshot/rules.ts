/** How to read a snapshot, in words that go with it: the file has to explain itself when the site is gone. */
import { PLACE_RULES_WORDS } from '../board/place.ts';
import { DIVISIONS } from '../protocol/regime.ts';
import type { RankRules } from '../suite/suites/manifest.ts';
import type { Snapshot, SnapshotRanking } from './schema.ts';

const SCORING_WORDS: readonly string[] = [
  'A board holds the entries of one suite and one tier. An entry is one strategy, run on every benchmark of the suite with the registered seeds 1, 2, 3, …',
  'A(s) is the mean over generations 1…G of a benchmark’s primary metric for seed s (lower is better); `full` holds it for the horizon G, `half` for ⌊G/2⌋, in the order of the seeds.',
  'The score on a benchmark is gap closed: 100·(1 − (A(strategy) − A(oracle)) / (A(replace) − A(oracle))), each A averaged over the seeds first. `replace` trains each generation on the last one’s samples alone, `oracle` on fresh real data of the same size. Its 95% interval is a jackknife-t over the seeds.',
  'A benchmark whose controls can’t be told apart gives no score. A benchmark without a score leaves the overall score empty; it never counts as zero.',
];

const BOARD_WORDS: readonly string[] = [
  'A rank interval holds simultaneously with 95% confidence for all entries of a division: an entry’s rank lies in [low, high]. Overlapping intervals mean that the data can’t separate the entries. Ranks exist within one suite, tier and division only.',
  `The divisions, in the order in which they are tried: ${DIVISIONS.join(', ')}. An entry’s is the first that admits what all of its runs were allowed together and what each of them used (\`rights\`). Controls, baselines and entries that nobody has recomputed are listed without a rank; \`unranked\` says why. What is scored against controls of its own sender is left out.`,
  '`bundleDigest` and `resultDigest` name what an entry’s numbers came from: SHA-256 over the canonical JSON (RFC 8785) of what was submitted.',
  'To verify this file without any network: npx heirloom snapshot verify FILE. It recomputes the digest, every score, interval and rank.',
];

/** All of it. `overall`: how the suite weighs benchmarks; `ranking`: who is ranked; both where it has rules of its own. */
export function snapshotRules({ overall, ranking }: Partial<Pick<Snapshot, 'overall' | 'ranking'>> = {}): string[] {
  return [...SCORING_WORDS, meanWords(overall), ...BOARD_WORDS, ...rankingWords(ranking)];
}

function meanWords(overall: Snapshot['overall']): string {
  const joint =
    'Its interval and the ranks come from a joint bootstrap over the seeds whose stream and number of resamples stand in `method`.';
  if (!overall)
    return `The overall score is the unweighted mean of the benchmark scores, each limited to [−100, 110] first. ${joint}`;
  const weights = Object.entries(overall.weights).map(([group, weight]) => `${group} ${weight}`);
  return `The overall score is Σ w·score / Σ w over the benchmarks, each score limited to [−100, 110] first; a benchmark’s w is the weight of its group (${weights.join(', ')}) over the number of the group’s benchmarks (\`overall\`). ${joint}`;
}

/** What a suite has of rules of its own of who is ranked; undefined where it has none. */
export function rankingOf({ version, roles, above, idle, places }: RankRules): SnapshotRanking | undefined {
  if (version === undefined) return undefined;
  return {
    version,
    ...(roles && { roles }),
    ...(above && { above }),
    ...(idle && { idle: [...idle] }),
    ...(places && { places }),
  };
}

/** Those rules in words. */
function rankingWords({ roles, above, idle = [], places }: Partial<SnapshotRanking> = {}): string[] {
  return [
    roles === 'trajectories'
      ? 'What ran, bit for bit, as a control or baseline does has that role whatever its specification says (`sameAs`), and no rank. Two runs did the same where their `track` is the same: SHA-256 over the seeds and the primary metric’s values.'
      : '',
    above === 'replace'
      ? 'A rank needs an overall score whose 95% interval lies above 0, the score of `replace`: what can’t be told from doing nothing is listed without one.'
      : '',
    idle.length > 0
      ? `\`idle\` says how an entry stands beside the idle baselines ${idle.join(', ')} (those that are on the board): it beats one where the 95% interval of the paired difference of overall scores lies above 0.`
      : '',
    ...(places === undefined ? [] : PLACE_RULES_WORDS),
    places === undefined
      ? ''
      : '`classes` are an entry’s budget and classes. `applicable` is the score over the benchmarks that an entry applies to, where it is not applicable to some: it is no overall score, and no rank rests on it.',
  ].filter(Boolean);
}
