/** What is seen in a frame, as numbers for a sentence. */
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { formatNumber, formatShare } from '../../format.ts';
import { type Truth, truthAt } from './truth.ts';

/** Sentences with `{…}` for the numbers. */
export interface SummaryWords {
  readonly values: string;
  readonly points: string;
  readonly modes: string;
  readonly words: string;
  readonly sentences: string;
  readonly statements: string;
  readonly images: string;
}

/** A mode is alive while a sample lies within so many of its standard deviations. */
const NEAR = 3;

export function summarise(frame: SampleFrame, spec: string, truth: Truth, words: SummaryWords): string {
  const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      String({ spec, generation: frame.generation, ...values }[name] ?? whole),
    );
  switch (frame.kind) {
    case 'values': {
      const { mean, deviation } = moments(frame.values);
      return fill(words.values, { mean: formatNumber(mean), deviation: formatNumber(deviation) });
    }
    case 'points': {
      const [x, y] = [0, 1].map((axis) =>
        formatNumber(moments(frame.points.map((point) => point[axis] as number)).deviation),
      );
      const spread = fill(words.points, { x: x as string, y: y as string });
      const beside = truthAt(truth, frame);
      if (beside?.kind !== 'points-2d') return spread;
      const near = NEAR * beside.deviation;
      const alive = beside.modes.filter(({ at }) => frame.points.some((point) => distance(point, at) < near)).length;
      return `${spread} ${fill(words.modes, { alive, modes: beside.modes.length })}`;
    }
    case 'words':
      return fill(words.words, { alive: frame.words.length, drawn: frame.drawn });
    case 'sentences':
      return fill(words.sentences, { share: formatShare(frame.repeated) });
    case 'statements':
      return fill(words.statements, { share: formatShare(frame.changed) });
    case 'images':
      return fill(words.images, {
        count: frame.images,
        ink: formatShare(frame.ink),
        deviation: formatNumber(frame.deviation),
      });
  }
}

const distance = ([a, b]: readonly [number, number], [x, y]: readonly [number, number]): number =>
  Math.hypot(a - x, b - y);

/** Mean and standard deviation (divisor n − 1) of numbers. */
export function moments(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
