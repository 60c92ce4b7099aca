/** Scores as views show them: what is missing is said in a sentence, with the command that would help. */
import { FEW_SEEDS } from '../benchmarks/scoring/index.ts';
import { getBenchmarkCard } from './cards.ts';
import type { OverallScoreRow } from './entries.ts';
import type { BenchmarkFacets } from './facets.ts';
import type { ScoreState, ScoreView } from './views.ts';

const FEW = `Few seeds (under ${FEW_SEEDS}): the interval is wide.`;

export interface BenchmarkScoreRow {
  readonly status: ScoreState;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly facets: Pick<BenchmarkFacets, 'fewSeeds' | 'reason'>;
}

/** `controlsCommand`: the command that makes the controls, shown where they are lacking. */
export function benchmarkScoreView(row: BenchmarkScoreRow, controlsCommand: string | null): ScoreView {
  const { status, value, low, high, facets } = row;
  return {
    status,
    value,
    low,
    high,
    fewSeeds: facets.fewSeeds,
    words: benchmarkWords(row),
    command: status === 'uncontrolled' ? controlsCommand : null,
  };
}

function benchmarkWords({ status, facets: { fewSeeds, reason } }: BenchmarkScoreRow): string {
  switch (status) {
    case 'scored':
      return fewSeeds ? FEW : '';
    case 'pending':
      return 'The score is being computed.';
    case 'uncontrolled':
      return `No score: ${reason}.`;
    case 'inseparable':
      return `No score at this tier: ${reason}.`;
    case 'diverged':
    case 'failed':
      return `No score: ${reason}; a run counts only where every seed completed.`;
    case 'inapplicable':
      return `Not applicable: ${reason}.`;
    case 'missing':
    case 'incomplete':
      return 'No score: this benchmark was not run.';
  }
}

/** The score of a benchmark that an entry has no row of: the suite got it later, or it wasn't run. */
export const MISSING_SCORE: ScoreView = {
  status: 'missing',
  value: null,
  low: null,
  high: null,
  fewSeeds: false,
  words: 'No score: this benchmark was not run.',
  command: null,
};

export function overallScoreView({ status, value, low, high, facets }: OverallScoreRow): ScoreView {
  return { status, value, low, high, fewSeeds: facets.fewSeeds, words: overallWords(status, facets), command: null };
}

function overallWords(status: ScoreState, { lacking, stage, fewSeeds }: OverallScoreRow['facets']): string {
  if (status === 'scored') {
    if (stage === 'quick') return 'The interval is being computed.';
    return fewSeeds ? 'A benchmark has few seeds: the interval is wide.' : '';
  }
  if (status === 'pending') return 'The score is being computed.';
  const names = lacking.map((id) => getBenchmarkCard(id)?.name ?? id).join(', ');
  return `No overall score: ${names === '' ? 'a benchmark' : names} ${lacking.length > 1 ? 'have' : 'has'} none.`;
}
