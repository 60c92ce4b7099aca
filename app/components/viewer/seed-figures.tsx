'use client';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { FramesView } from '#leaderboard/views/index.ts';
import { seedsFigurePath } from '../../figure-address.ts';
import { ChartFigure } from '../chart-figure.tsx';
import type { ViewerWords } from './words.ts';

interface Props {
  readonly sides: readonly Pick<FramesView, 'id' | 'benchmark' | 'version'>[];
  readonly words: ViewerWords;
}

/** The main metric of every seed of what is shown: one figure, or one for each protocol where the two sides ran different ones. */
export function SeedFigures({ sides, words }: Props) {
  if (sides.length === 0) return null;
  const { charts, seeds, seedLines } = words;
  return (
    <section className="viewer-seeds">
      <h2>{seeds}</h2>
      <p className="small muted prose">{seedLines}</p>
      {[...groupBy(sides, ({ version }) => version)].map(([version, own]) => {
        const ids = [...new Set(own.map(({ id }) => id))];
        const benchmark = { id: own[0]?.benchmark ?? '', version };
        return (
          <ChartFigure
            alt={seeds}
            key={`${version} ${ids.join()}`}
            size="wide"
            src={seedsFigurePath(benchmark, ids, charts.locale)}
            words={charts}
          />
        );
      })}
    </section>
  );
}
