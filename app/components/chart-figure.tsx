'use client';
/**
 * A figure: first the server's picture, which needs no script and is what is printed; where its reader points at it, moves
 * through it by keyboard or opens its numbers, the same drawing made here, with what stands at a place beside the plot.
 */
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Figure, FigureSize } from '#benchmarks/figures/figure.ts';
import { MEASURES } from '#benchmarks/figures/measures.ts';
import { embedPath, withQuery } from '../figure-address.ts';
import { PUNCTUATION } from '../i18n/punctuation.ts';
import type { ChartWords } from './chart-words.ts';
import { useFocus } from './figure-focus.ts';
import { FigureNumbers } from './figure-numbers.tsx';

type Kit = typeof import('./figure-kit.ts');

interface Loaded {
  readonly figure: Figure;
  readonly kit: Kit;
}

interface Props {
  /** The address of its picture, without size, focus and format. */
  readonly src: string;
  readonly alt: string;
  readonly size?: FigureSize;
  /** Of its picture, where that follows from what is drawn. */
  readonly height?: number;
  readonly words: ChartWords;
  /** Under the picture. */
  readonly children?: ReactNode;
}

/** Below this a figure over the whole page is drawn as in a column. */
const NARROW = '(max-width: 40rem)';

export function ChartFigure({ src, alt, size = 'column', height, words, children }: Props) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const asking = useRef(false);
  const load = (): void => {
    if (asking.current) return;
    asking.current = true;
    Promise.all([askFor(src), import('./figure-kit.ts')]).then(
      ([figure, kit]) => setLoaded({ figure, kit }),
      () => {
        setFailed(true);
        // The next who points at it tries again.
        asking.current = false;
      },
    );
  };
  const measures = MEASURES[size];
  return (
    <figure className={`chart-figure ${size}`} onFocus={load} onPointerEnter={load}>
      {loaded === null ? (
        <div className="plot">
          <Picture alt={alt} height={height ?? measures.height} size={size} src={src} />
          <Reader label={alt} last={0} onPlace={() => undefined} position={null} text="" words={words} />
        </div>
      ) : (
        <Drawn {...loaded} size={size} words={words} />
      )}
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

interface PictureProps {
  readonly src: string;
  readonly alt: string;
  readonly size: FigureSize;
  readonly height: number;
}

function Picture({ src, alt, size, height }: PictureProps) {
  const focus = useFocus();
  const asked = withQuery(src, { focus: focus.join() });
  const { width } = MEASURES[size];
  const narrow = MEASURES.column;
  return (
    <picture>
      {size === 'wide' && <source height={narrow.height} media={NARROW} srcSet={asked} width={narrow.width} />}
      <img
        alt={alt}
        height={height}
        loading="lazy"
        src={size === 'wide' ? withQuery(asked, { size }) : asked}
        width={width}
      />
    </picture>
  );
}

interface DrawnProps extends Loaded {
  readonly size: FigureSize;
  readonly words: ChartWords;
}

function Drawn({ figure, kit, size, words }: DrawnProps) {
  const focus = useFocus();
  const [position, setPosition] = useState<number | null>(null);
  const own = size === 'wide' && matchMedia(NARROW).matches ? 'column' : size;
  const frame = kit.frameOf(figure, own);
  const readout = position === null ? null : kit.readoutAt(figure, position, kit.valueText, focus, words.to);
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = frame.width / box.width;
    setPosition(kit.placeAt(figure, frame, [scale * (event.clientX - box.left), scale * (event.clientY - box.top)]));
  };
  return (
    <div className="plot" onPointerDown={point} onPointerLeave={() => setPosition(null)} onPointerMove={point}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, in which every text is escaped */}
      <div dangerouslySetInnerHTML={{ __html: kit.drawFigure(figure, own, focus) }} />
      {readout !== null && position !== null && (
        <div
          className="readout-layer"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: as above
          dangerouslySetInnerHTML={{ __html: kit.drawReadout(figure, frame, position, readout) }}
        />
      )}
      <Reader
        label={figure.title}
        last={kit.placesOf(figure).length - 1}
        onPlace={setPosition}
        position={position}
        text={
          readout === null
            ? ''
            : [readout.title, ...readout.rows.map(({ name, text }) => `${name} ${text}`)].join(
                PUNCTUATION[words.locale].stop,
              )
        }
        words={words}
      />
    </div>
  );
}

interface ReaderProps {
  readonly label: string;
  readonly last: number;
  readonly position: number | null;
  /** What stands there. */
  readonly text: string;
  readonly onPlace: (position: number | null) => void;
  readonly words: ChartWords;
}

/** Moves through a figure by keyboard; seen by its outline alone. */
function Reader({ label, last, position, text, onPlace, words }: ReaderProps) {
  return (
    <input
      aria-label={words.read + PUNCTUATION[words.locale].colon + label}
      aria-valuetext={text === '' ? undefined : text}
      className="reader"
      max={Math.max(0, last)}
      min={0}
      onBlur={() => onPlace(null)}
      onChange={(event) => onPlace(Number(event.target.value))}
      onFocus={() => onPlace(position ?? last)}
      type="range"
      value={position ?? 0}
    />
  );
}
