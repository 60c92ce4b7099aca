import { ChartFigure } from './chart-figure.tsx';
import type { ChartWords } from './chart-words.ts';

export interface ChartPicture {
  readonly src: string;
  readonly alt: string;
}

interface Props {
  readonly figures: readonly ChartPicture[];
  readonly words: ChartWords;
}

/** A page's figures of metrics over the generations, in columns. */
export function TrajectoryCharts({ figures, words }: Props) {
  return (
    <div className="charts">
      {figures.map(({ src, alt }) => (
        <ChartFigure alt={alt} key={src} src={src} words={words} />
      ))}
    </div>
  );
}
