'use client';
import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { SheetImage } from '../image-sheet.tsx';
import { moments } from './summary.ts';

type Truth = RealSample['data'] | null;
type Pair = readonly [number, number];

export interface Extent {
  readonly x: Pair;
  readonly y: Pair;
}

interface Props {
  readonly frame: SampleFrame;
  readonly truth: Truth;
  /** The same for all generations and both sides, so that what shrinks is seen to shrink. */
  readonly extent: Extent;
  /** What is seen, in words. */
  readonly label: string;
}

const WIDTH = 400;
const HEIGHT = 300;
const MARGIN = 14;

/** One frame as a picture; one way of drawing for each kind. The same frame is always the same picture. */
export function Stage({ frame, truth, extent, label }: Props) {
  if (frame.kind === 'sentences') {
    return (
      <ul aria-label={label} className="stage sentences" lang="en">
        {frame.sentences.map((pieces, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a generation may write the same sentence twice
          <li key={index}>
            {pieces.map(([text, isRepeated], at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence, in order
              isRepeated ? <mark key={at}>{`${text} `}</mark> : `${text} `,
            )}
          </li>
        ))}
      </ul>
    );
  }
  if (frame.kind === 'statements') {
    return (
      <dl aria-label={label} className="stage statements" lang="en">
        {frame.subjects.map(({ name, texts }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: people keep their places
          <div key={place}>
            <dt>{name}</dt>
            {texts.map((pieces, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fact keeps its place
              <dd key={index}>
                {pieces.map(([text, isChanged], at) =>
                  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence, in order
                  isChanged ? <mark key={at}>{`${text} `}</mark> : `${text} `,
                )}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    );
  }
  if (frame.kind === 'images') return <SheetImage className="stage" label={label} sheet={frame} />;
  const x = scale(extent.x, MARGIN, WIDTH - MARGIN);
  const y = scale(extent.y, HEIGHT - MARGIN, MARGIN);
  return (
    <svg aria-label={label} className="stage real-data" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <TruthMarks truth={truth} x={x} y={y} />
      {frame.kind === 'values' && <FittedDensity truth={truth} values={frame.values} x={x} y={y} />}
      <path className={frame.kind === 'values' ? 'ticks' : 'dots'} d={marksOf(frame, x, y)} />
    </svg>
  );
}

type Scale = (value: number) => number;

function scale([low, high]: Pair, from: number, to: number): Scale {
  return (value) => Math.round(10 * (from + ((to - from) * (value - low)) / (high - low || 1))) / 10;
}

const dot = (x: number, y: number): string => `M${x.toFixed(1)} ${y.toFixed(1)}h.01`;

function marksOf(
  frame: Exclude<SampleFrame, { kind: 'sentences' | 'statements' | 'images' }>,
  x: Scale,
  y: Scale,
): string {
  switch (frame.kind) {
    case 'values':
      return frame.values.map((value) => `M${x(value)} ${HEIGHT - 34}v20`).join('');
    case 'points':
      return frame.points.map(([a, b]) => dot(x(a), y(b))).join('');
    case 'words':
      return frame.words.map(([rank, count]) => dot(x(Math.log(rank + 1)), y(Math.log(count / frame.drawn)))).join('');
  }
}

function TruthMarks({ truth, x, y }: { readonly truth: Truth; readonly x: Scale; readonly y: Scale }) {
  const line = (points: readonly Pair[]) => (
    <path className="truth" d={`M${points.map(([a, b]) => `${x(a)} ${y(b)}`).join('L')}`} />
  );
  switch (truth?.kind) {
    case 'points-1d':
      return line(truth.density);
    case 'points-2d':
      return truth.modes.map(({ at: [a, b], weight }) => (
        <circle className="truth" cx={x(a)} cy={y(b)} key={`${a} ${b}`} r={5 + 24 * weight} />
      ));
    case 'frequencies':
      return line(truth.ranks.map(({ rank, frequency }): Pair => [Math.log(rank), Math.log(frequency)]));
    default:
      return null;
  }
}

/** Steps of the curve on either side of the mean, and how far it reaches in standard deviations. */
const STEPS = 40;
const DEVIATIONS = 4;

/** The Gaussian of the samples' mean and deviation, which is what their model's family holds, beside a density that is the truth. */
function FittedDensity({
  truth,
  values,
  x,
  y,
}: {
  readonly truth: Truth;
  readonly values: readonly number[];
  readonly x: Scale;
  readonly y: Scale;
}) {
  const { mean, deviation } = moments(values);
  if (truth?.kind !== 'points-1d' || !(deviation > 0)) return null;
  const points = Array.from({ length: 2 * STEPS + 1 }, (_, step) => {
    const z = (DEVIATIONS * (step - STEPS)) / STEPS;
    return `${x(mean + z * deviation)} ${y(Math.exp((-z * z) / 2) * peakOf(deviation))}`;
  });
  return <path className="fitted" d={`M${points.join('L')}`} />;
}

/** How many times the truth's density a picture reaches. */
const MOST_TOPS = 3;

/** The density of a Gaussian at its mean. */
const peakOf = (deviation: number): number => 1 / (deviation * Math.sqrt(2 * Math.PI));

/** The extent that holds every frame of both sides and the truth. */
export function extentOf(frames: readonly SampleFrame[], truth: Truth): Extent {
  if (truth?.kind === 'frequencies') {
    const least = Math.min(...truth.ranks.map(({ frequency }) => frequency));
    return { x: [0, Math.log(truth.vocabulary)], y: [Math.log(least / 2), 0] };
  }
  const points = frames.flatMap((frame): Pair[] =>
    frame.kind === 'points'
      ? [...frame.points]
      : frame.kind === 'values'
        ? frame.values.map((value): Pair => [value, 0])
        : [],
  );
  const density = truth?.kind === 'points-1d' ? truth.density : [];
  const xs = [...points, ...density].map(([a]) => a);
  if (truth?.kind === 'points-1d') {
    // A narrow density is a high one; the narrowest leave the picture, so that the truth stays to be seen.
    const peaks = frames.flatMap((frame) => (frame.kind === 'values' ? peakOf(moments(frame.values).deviation) : []));
    const truthTop = top(density);
    const highest = Math.min(MOST_TOPS * truthTop, Math.max(truthTop, ...peaks.filter(Number.isFinite)));
    return { x: reach(xs), y: [-0.2 * highest, 1.04 * highest] };
  }
  return { x: reach(xs), y: reach(points.map(([, b]) => b)) };
}

const top = (density: readonly Pair[]): number => Math.max(...density.map(([, p]) => p), 0.001);

/** The middle 99% of values, widened: one stray sample must not shrink all others. */
function reach(values: readonly number[]): Pair {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const margin = 0.05 * (at(0.995) - at(0.005) || 1);
  return [at(0.005) - margin, at(0.995) + margin];
}
