'use client';
import { memo } from 'react';
import type { SampleFrame } from '#leaderboard/views/index.ts';
import { SheetImage } from '../image-sheet.tsx';
import { contoursOf } from './density.ts';
import { type Extent, HEIGHT, MARGIN, peakOf, WIDTH } from './extent.ts';
import { moments } from './summary.ts';
import { type Pair, type Truth, truthAt } from './truth.ts';

interface Props {
  readonly frame: SampleFrame;
  readonly truth: Truth;
  /** The same for all generations and both sides, so that what shrinks is seen to shrink. */
  readonly extent: Extent;
  /** What is seen, in words. */
  readonly label: string;
}

/** One frame as a picture; one way of drawing for each kind. The same frame is always the same picture. */
export const Stage = memo(function Stage({ frame, truth, extent, label }: Props) {
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
      <path className={frame.kind === 'values' ? 'ticks' : 'dots'} d={marksOf(frame, x, y)} />
      <Densities extent={extent} frame={frame} truth={truthAt(truth, frame)} x={x} y={y} />
    </svg>
  );
});

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

interface DensityProps {
  readonly frame: SampleFrame;
  /** As it lies by then. */
  readonly truth: Truth;
  readonly extent: Extent;
  readonly x: Scale;
  readonly y: Scale;
}

/** The true density, and beside it that of the samples: a curve on the line, contours in the plane. */
function Densities({ frame, truth, extent, x, y }: DensityProps) {
  const path = (points: readonly Pair[]): string => `M${points.map(([a, b]) => `${x(a)} ${y(b)}`).join('L')}`;
  switch (truth?.kind) {
    case 'points-1d':
      return (
        <>
          <path className="truth" d={path(truth.density)} />
          {frame.kind === 'values' && <FittedDensity values={frame.values} x={x} y={y} />}
        </>
      );
    case 'points-2d': {
      const contours = contoursOf(frame, truth, extent);
      return (
        contours && (
          <>
            <path className="truth" d={contours.truth.map(path).join('')} />
            <path className="fitted" d={contours.samples.map(path).join('')} />
          </>
        )
      );
    }
    case 'frequencies':
      return (
        <path
          className="truth"
          d={path(truth.ranks.map(({ rank, frequency }): Pair => [Math.log(rank), Math.log(frequency)]))}
        />
      );
    default:
      return null;
  }
}

/** Steps of the curve on either side of the mean, and how far it reaches in standard deviations. */
const STEPS = 40;
const DEVIATIONS = 4;

/** The Gaussian of the samples' mean and deviation, which is what their model's family holds. */
function FittedDensity({ values, x, y }: Pick<DensityProps, 'x' | 'y'> & { readonly values: readonly number[] }) {
  const { mean, deviation } = moments(values);
  if (!(deviation > 0)) return null;
  const points = Array.from({ length: 2 * STEPS + 1 }, (_, step) => {
    const z = (DEVIATIONS * (step - STEPS)) / STEPS;
    return `${x(mean + z * deviation)} ${y(Math.exp((-z * z) / 2) * peakOf(deviation))}`;
  });
  return <path className="fitted" d={`M${points.join('L')}`} />;
}
