import type { DifferenceView } from '#leaderboard/views/index.ts';

interface Props {
  readonly difference: DifferenceView | null;
  /** Half the width of the axis, in points: the same for all plots of a table. */
  readonly reach: number;
}

const WIDTH = 200;

/** One difference with its interval about a line at 0; what leaves the axis ends in an arrow. The number stands beside it. */
export function ForestPlot({ difference, reach }: Props) {
  if (difference === null) return null;
  const { value, low, high } = difference;
  const place = (points: number): number => {
    const inside = Math.max(-reach, Math.min(reach, points));
    return Math.round(10 * (6 + ((WIDTH - 12) * (inside + reach)) / (2 * reach))) / 10;
  };
  const [left, right] = [low ?? value, high ?? value];
  return (
    <svg aria-hidden="true" className="forest" viewBox={`0 0 ${WIDTH} 16`}>
      <path className="axis" d={`M${place(0)} 0V16M6 8H${WIDTH - 6}`} />
      <path className="range" d={`M${place(left)} 8H${place(right)}`} />
      {left < -reach && <path className="arrow" d="M8 4L2 8L8 12" />}
      {right > reach && <path className="arrow" d={`M${WIDTH - 8} 4L${WIDTH - 2} 8L${WIDTH - 8} 12`} />}
      <circle className="value" cx={place(value)} cy="8" r="3.5" />
    </svg>
  );
}
