/** A benchmark's score in a cell of a table, or what is there in its place. */
import type { BenchmarkScore } from '../../scoring/index.ts';
import { scoreWithInterval } from './interval-text.ts';

export function scoreText(score: BenchmarkScore | undefined): string {
  if (score === undefined) return 'missing';
  if (score.state === 'scored') return scoreWithInterval(score.value, score.interval);
  if (score.state === 'diverged' || score.state === 'failed')
    return `${score.state} ${score.stopped} of ${score.seeds}`;
  return score.state.replace('-', ' ');
}
