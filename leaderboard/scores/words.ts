/** Scores as views show them: what is missing is said in a sentence, with the command that would help. */
import { isClipped } from '#benchmarks/protocol/score-range.ts';
import { FEW_SEEDS } from '#benchmarks/scoring/index.ts';
import { getBenchmarkCard } from '../catalog/cards.ts';
import type { BenchmarkScoreRow, BoardScore } from '../db/save-scores.ts';
import type { MissingControlsView, ScoreView } from '../views/index.ts';
import { missingControlsWords } from './missing-controls.ts';

const FEW = `Few seeds (under ${FEW_SEEDS}): the interval is wide.`;

/** `missing`: the controls that are lacking, with the command that makes them, where there is one. */
export function benchmarkScoreView(
  row: BenchmarkScoreRow,
  missing: MissingControlsView | null,
  command: string | null,
): ScoreView {
  const { status, value, low, high, fewSeeds, source } = row;
  return {
    status,
    value,
    low,
    high,
    fewSeeds,
    clipped: value !== null && isClipped(value),
    words: missing === null ? benchmarkWords(row) : missingControlsWords(missing),
    command: missing === null ? null : command,
    controls: status === 'scored' ? (source ?? 'site') : null,
    missing,
  };
}

const OWN = 'Measured against its sender’s own controls, which this site has not run.';

function benchmarkWords({ status, fewSeeds, reason, source }: BenchmarkScoreRow): string {
  switch (status) {
    case 'scored':
      return [source === 'own' ? OWN : '', fewSeeds ? FEW : ''].filter(Boolean).join(' ');
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
  clipped: false,
  words: 'No score: this benchmark was not run.',
  command: null,
  controls: null,
  missing: null,
};

/** The score over a group of benchmarks of which an entry has run none. */
export const MISSING_GROUP_SCORE: ScoreView = {
  ...MISSING_SCORE,
  words: 'No score: no benchmark of this group was run.',
};

type WordedScore = Pick<BoardScore, 'status' | 'value' | 'low' | 'high' | 'fewSeeds' | 'source' | 'stage' | 'lacking'>;

export function overallScoreView(overall: WordedScore): ScoreView {
  const { status, value, low, high, fewSeeds, source } = overall;
  return {
    status,
    value,
    low,
    high,
    fewSeeds,
    clipped: value !== null && isClipped(value),
    words: overallWords(overall),
    command: null,
    controls: status === 'scored' ? (source ?? 'site') : null,
    missing: null,
  };
}

function overallWords({ status, lacking, stage, fewSeeds, source }: WordedScore): string {
  if (status === 'scored') {
    const own = source === 'own' ? OWN : '';
    const interval =
      stage === 'quick'
        ? 'The interval is being computed.'
        : fewSeeds
          ? 'A benchmark has few seeds: the interval is wide.'
          : '';
    return [own, interval].filter(Boolean).join(' ');
  }
  if (status === 'pending') return 'The score is being computed.';
  const names = lacking.map((id) => getBenchmarkCard(id)?.name ?? id).join(', ');
  return `No overall score: ${names === '' ? 'a benchmark' : names} ${lacking.length > 1 ? 'have' : 'has'} none.`;
}
