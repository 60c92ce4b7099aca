/** What a score, or having none, is called on boards, in reports and in snapshots. */
import type { BenchmarkScore } from '../scoring/index.ts';

export const STATE_OF_SCORE = {
  scored: 'scored',
  diverged: 'diverged',
  failed: 'failed',
  'not-separable': 'inseparable',
  'no-controls': 'uncontrolled',
  'not-applicable': 'inapplicable',
  missing: 'missing',
} as const satisfies Record<BenchmarkScore['state'], string>;

/** Why there is no score, as words inside a sentence; empty where there is one. */
export function reasonOf(score: BenchmarkScore): string {
  switch (score.state) {
    case 'scored':
      return '';
    case 'diverged':
    case 'failed':
      return `${score.stopped} of ${score.seeds} seeds ${score.state}`;
    case 'not-separable':
      return 'the two controls can’t be told apart here: the 95% interval of their difference includes 0';
    case 'no-controls':
    case 'not-applicable':
      return score.reason;
    case 'missing':
      return 'it was not run';
  }
}
