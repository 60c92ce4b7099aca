'use client';
/**
 * A figure: the server's picture, which needs no script and is what is printed; where its reader points at it or moves through it
 * by keyboard, what stands at a place is marked over it, and written beside the plot.
 */
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Figure, FigureSize } from '#benchmarks/figures/figure.ts';
import type { FigureHeights } from '#benchmarks/figures/measures.ts';
import type { Readout } from '#benchmarks/figures/readout.ts';
import { embedPath, withQuery } from '../figure-address.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import type { ChartWords } from './chart-words.ts';
import { useFocus } from './figure-focus.ts';
import { FigureNumbers } from './figure-numbers.tsx';
import { NARROW, Picture } from './figure-picture.tsx';

type Kit = typeof import('./figure-kit.ts');

interface Loaded {
  readonly figure: Figure;
  readonly kit: Kit;
  /** As it is drawn here. */
  readonly size: FigureSize;
}

interface Props {
  /** The address of its picture, without size, focus and format. */
  readonly src: string;
  readonly alt: string;
  readonly size?: FigureSize;
  /** Of its picture, where they follow from what is drawn. */
  readonly heights?: FigureHeights;
  /** Whether there is more to read off it than it says by itself. */
  readonly isRead?: boolean;
  readonly words: ChartWords;
  /** Under the picture. */
  readonly children?: ReactNode;
}

/** A place of the picture, in parts of its width and height. */
type Pointed = readonly [x: number, y: number];

/** The position among the places that can be read which is nearest to where it is pointed; null beside the plot, where names stand. */
function positionAt({ figure, kit, size }: Loaded, [x, y]: Pointed): number | null {
  const frame = kit.frameOf(figure, size);
  return x * frame.width > frame.plot.right + BESIDE
    ? null
    : kit.placeAt(figure, frame, [x * frame.width, y * frame.height]);
}

/** How far beyond the plot what is pointed at is still its end, in units of the picture. */
const BESIDE = 12;

export function ChartFigure({ src, alt, size = 'column', heights, isRead = true, words, children }: Props) {
  const focus = useFocus();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [hasFailed, setFailed] = useState(false);
  /** Among the places that can be read; at most the last is meant. */
  const [asked, setPosition] = useState<number | null>(null);
  const asking = useRef(false);
  /** Where it was pointed at last; what reads it may still be on its way. */
  const pointed = useRef<Pointed | null>(null);
  const load = (): void => {
    if (asking.current) return;
    asking.current = true;
    Promise.all([askFor(src), import('./figure-kit.ts')]).then(
      ([figure, kit]) => {
        const drawn = { figure, kit, size: matchMedia(NARROW).matches ? ('narrow' as const) : size };
        setLoaded(drawn);
        if (isRead && pointed.current !== null) setPosition(positionAt(drawn, pointed.current));
      },
      () => {
        setFailed(true);
        // The next who points at it tries again.
        asking.current = false;
      },
    );
  };
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    if (!isRead) return;
    const box = event.currentTarget.getBoundingClientRect();
    pointed.current = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    if (loaded !== null) setPosition(positionAt(loaded, pointed.current));
  };
  // A finger leaves where it touched: what it read stays until it touches elsewhere.
  const leave = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === 'touch') return;
    pointed.current = null;
    setPosition(null);
  };
  const last = loaded === null ? 0 : Math.max(0, loaded.kit.placesOf(loaded.figure).length - 1);
  const position = asked === null ? null : Math.min(asked, last);
  const readout =
    loaded === null || position === null
      ? null
      : loaded.kit.readoutAt(loaded.figure, position, loaded.kit.valueText, focus, words.to);
  const { colon, stop } = PUNCTUATION[words.locale];
  return (
    <figure
      className={`chart-figure ${size}`}
      onFocus={isRead ? load : undefined}
      onPointerEnter={isRead ? load : undefined}
    >
      <div className="plot" onPointerDown={point} onPointerLeave={leave} onPointerMove={point}>
        <Picture alt={alt} focus={focus} heights={heights} size={size} src={src} />
        {loaded !== null && readout !== null && position !== null && (
          <Marks {...loaded} focus={focus} position={position} readout={readout} />
        )}
        {/* Moves through the figure by keyboard; seen by its outline alone. */}
        {isRead && (
          <input
            aria-label={words.read + colon + alt}
            aria-valuetext={
              readout === null
                ? undefined
                : [readout.title, ...readout.rows.map(({ name, text }) => `${name} ${text}`)].join(stop)
            }
            className="reader"
            max={last}
            min={0}
            onBlur={() => setPosition(null)}
            onChange={(event) => setPosition(Number(event.target.value))}
            onFocus={() => setPosition(asked ?? Number.POSITIVE_INFINITY)}
            type="range"
            value={position ?? last}
          />
        )}
      </div>
      {children}
      <div className="figure-foot small">
        <FigureNumbers failed={hasFailed} figure={loaded?.figure ?? null} onOpen={load} src={src} words={words} />
        <span>
          <a href={withQuery(src, { size })}>{words.picture}</a> · <a href={embedPath(src, size)}>{words.embed}</a>
        </span>
      </div>
    </figure>
  );
}

async function askFor(src: string): Promise<Figure> {
  const response = await fetch(withQuery(src, { format: 'json' }));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Figure;
}

interface MarksProps extends Loaded {
  readonly focus: readonly string[];
  readonly position: number;
  readonly readout: Readout;
}

function Marks({ figure, kit, size, focus, position, readout }: MarksProps) {
  return (
    <>
      <kit.FigureMarks figure={figure} focus={focus} position={position} size={size} />
      <div
        className="readout-layer"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, in which every text is escaped
        dangerouslySetInnerHTML={{ __html: kit.drawReadout(kit.frameOf(figure, size), readout) }}
      />
    </>
  );
}
