import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import { imageSheet, unpackShades } from '#leaderboard/submissions/image-sheet.ts';
import { SheetImage } from './image-sheet.tsx';

type Shown = RealSample['data'];
type Pair = readonly [number, number];

const WIDTH = 320;
const HEIGHT = 200;
const MARGIN = 12;

/** A sample of real data as a picture: one way of drawing for each kind. Light enough to stand in the page itself. */
export function RealData({ data, label }: { readonly data: Shown; readonly label: string }) {
  if (data.kind === 'sentences') {
    return (
      <ul aria-label={label} className="sentences" lang="en">
        {data.sentences.slice(0, 8).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    );
  }
  if (data.kind === 'images')
    return <SheetImage label={label} sheet={imageSheet(unpackShades(data.images), data.side)} />;
  return (
    <svg aria-label={label} className="real-data" role="img" viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <Marks data={data} />
    </svg>
  );
}

function Marks({ data }: { readonly data: Exclude<Shown, { kind: 'sentences' | 'images' }> }) {
  switch (data.kind) {
    case 'points-1d':
      return <Strip {...data} />;
    case 'points-2d':
      return <Plane {...data} />;
    case 'xy':
      return <Line {...data} />;
    case 'frequencies':
      return <Ranks {...data} />;
  }
}

/** Maps a range of data onto the picture, with a margin. */
function scale([low, high]: Pair, from: number, to: number): (value: number) => number {
  return (value) => Math.round(10 * (from + ((to - from) * (value - low)) / (high - low || 1))) / 10;
}

const extent = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
const dots = (points: readonly Pair[], r: number): string =>
  points.map(([x, y]) => `M${(x - r).toFixed(1)} ${y.toFixed(1)}h${2 * r}`).join('');
const polyline = (points: readonly Pair[]): string => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;

function Strip({ values, density }: Extract<Shown, { kind: 'points-1d' }>) {
  const x = scale(extent([...values, ...density.map(([at]) => at)]), MARGIN, WIDTH - MARGIN);
  const y = scale([0, Math.max(...density.map(([, p]) => p), 0.001)], HEIGHT - 40, MARGIN);
  return (
    <>
      <path className="truth" d={polyline(density.map(([at, p]): Pair => [x(at), y(p)]))} />
      <path className="ticks" d={values.map((value) => `M${x(value)} ${HEIGHT - 30}v18`).join('')} />
    </>
  );
}

function Plane({ points, modes }: Extract<Shown, { kind: 'points-2d' }>) {
  const [low, high] = extent(points.flat());
  const reach: Pair = [low, high];
  const x = scale(reach, (WIDTH - HEIGHT) / 2 + MARGIN, (WIDTH + HEIGHT) / 2 - MARGIN);
  const y = scale(reach, HEIGHT - MARGIN, MARGIN);
  return (
    <>
      <path
        className="dots"
        d={dots(
          points.map(([a, b]): Pair => [x(a), y(b)]),
          1,
        )}
      />
      {modes.map(({ at: [a, b], weight }) => (
        <circle className="truth" cx={x(a)} cy={y(b)} key={`${a} ${b}`} r={4 + 20 * weight} />
      ))}
    </>
  );
}

function Line({ points, line }: Extract<Shown, { kind: 'xy' }>) {
  const [low, high] = extent(points.map(([a]) => a));
  const x = scale([low, high], MARGIN, WIDTH - MARGIN);
  const y = scale(extent(points.map(([, b]) => b)), HEIGHT - MARGIN, MARGIN);
  const on = (at: number): Pair => [x(at), y(line.intercept + line.slope * at)];
  return (
    <>
      <path
        className="dots"
        d={dots(
          points.map(([a, b]): Pair => [x(a), y(b)]),
          1.5,
        )}
      />
      <path className="truth" d={polyline([on(low), on(high)])} />
    </>
  );
}

function Ranks({ ranks, vocabulary }: Extract<Shown, { kind: 'frequencies' }>) {
  const total = ranks.reduce((sum, { drawn }) => sum + drawn, 0);
  const known = ranks.reduce((sum, { frequency }) => sum + frequency, 0);
  // What was drawn, as a frequency: the shown words have `known` of all.
  const share = (drawn: number): number => (drawn * known) / total;
  const floor = Math.log(Math.min(...ranks.map(({ frequency }) => frequency)) / 3);
  const x = scale([0, Math.log(vocabulary)], MARGIN, WIDTH - MARGIN);
  const y = scale([floor, Math.log(Math.max(...ranks.map(({ frequency }) => frequency)))], HEIGHT - MARGIN, MARGIN);
  const drawn = ranks.filter((word) => word.drawn > 0);
  return (
    <>
      <path
        className="dots"
        d={dots(
          drawn.map((word): Pair => [x(Math.log(word.rank)), y(Math.max(floor, Math.log(share(word.drawn))))]),
          1.5,
        )}
      />
      <path
        className="truth"
        d={polyline(ranks.map(({ rank, frequency }): Pair => [x(Math.log(rank)), y(Math.log(frequency))]))}
      />
    </>
  );
}
