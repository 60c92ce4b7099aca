/** The server's picture of a figure: another one on a narrow screen, where it would else be too small to be read. */
import type { FigureSize } from '#benchmarks/figures/figure.ts';
import { type FigureHeights, MEASURES } from '#benchmarks/figures/measures.ts';
import { withQuery } from '../figure-address.ts';

/** Where figures are drawn for a telephone. */
export const NARROW = '(max-width: 40rem)';

interface Props {
  readonly src: string;
  readonly alt: string;
  readonly size: FigureSize;
  readonly heights?: FigureHeights | undefined;
  readonly focus?: readonly string[];
}

export function Picture({ src, alt, size, heights, focus = [] }: Props) {
  const addressOf = (drawn: FigureSize): string =>
    withQuery(src, { size: drawn === 'column' ? '' : drawn, focus: focus.join() });
  const { narrow } = MEASURES;
  return (
    <picture>
      <source
        height={heights?.narrow ?? narrow.height}
        media={NARROW}
        srcSet={addressOf('narrow')}
        width={narrow.width}
      />
      <img
        alt={alt}
        height={heights?.[size] ?? MEASURES[size].height}
        loading="lazy"
        src={addressOf(size)}
        width={MEASURES[size].width}
      />
    </picture>
  );
}
