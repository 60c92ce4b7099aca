'use client';
import { groupBy } from '#benchmarks/protocol/group-by.ts';
import type { FramesView } from '#leaderboard/views/index.ts';
import { seedsFigurePath } from '../../figure-address.ts';
import { ChartFigure } from '../chart-figure.tsx';
import { Picture } from '../figure-picture.tsx';
import type { ViewerWords } from './words.ts';

interface Props {
  readonly sides: readonly Pick<FramesView, 'id' | 'benchmark' | 'version'>[];
  /** Without what reads a figure: for what stands where scripts don't run, which can't hold another such place. */
  readonly isStill?: boolean;
  readonly words: ViewerWords;
}

/** The main metric of every seed of what is shown: one figure, or one for each protocol where the two sides ran different ones. */
export function SeedFigures({ sides, isStill = false, words }: Props) {
  if (sides.length === 0) return null;
  const { charts, seeds, seedLines } = words;
  return (
    <section className="viewer-seeds">
      <h2>{seeds}</h2>
      <p className="small muted prose">{seedLines}</p>
      {[...groupBy(sides, ({ version }) => version)].map(([version, own]) => {
        const ids = [...new Set(own.map(({ id }) => id))];
        const benchmark = { id: own[0]?.benchmark ?? '', version };
        const src = seedsFigurePath(benchmark, ids, charts.locale);
        const key = `${version} ${ids.join()}`;
        return isStill ? (
          <figure className="chart-figure wide" key={key}>
            <Picture alt={seeds} size="wide" src={src} />
          </figure>
        ) : (
          <ChartFigure alt={seeds} key={key} size="wide" src={src} words={charts} />
        );
      })}
    </section>
  );
}
