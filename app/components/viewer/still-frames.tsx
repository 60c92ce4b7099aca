'use client';
/** The first and the last generation of each entry and every seed, for who has no JavaScript: the server draws them. */
import type { FramesView, SampleFrame } from '#leaderboard/views/index.ts';
import type { Locale } from '../../i18n/locales.ts';
import { PUNCTUATION } from '../../i18n/punctuation.ts';
import { extentOf } from './extent.ts';
import { FrameCaption } from './frame-caption.tsx';
import { SeedFigures } from './seed-figures.tsx';
import { Stage } from './stage.tsx';
import { summarise } from './summary.ts';
import type { Truth } from './truth.ts';
import type { ViewerWords } from './words.ts';

export type Still = Pick<FramesView, 'id' | 'benchmark' | 'version' | 'spec' | 'seed'> & {
  readonly frame: SampleFrame;
};

interface Props {
  readonly locale: Locale;
  readonly stills: readonly Still[];
  readonly truth: Truth;
  readonly words: ViewerWords;
}

export function StillFrames({ locale, stills, truth, words }: Props) {
  if (stills.length === 0) return <p>{words.failed}</p>;
  const extent = extentOf(
    stills.map(({ frame }) => frame),
    truth,
  );
  const { colon } = PUNCTUATION[locale];
  return (
    <>
      <div className="viewer-stills">
        {stills.map(({ spec, seed, frame }, index) => {
          const summary = summarise(frame, spec, truth, words.summary);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may have one specification; the order is fixed
            <figure key={index}>
              <figcaption>
                <strong>{`${spec}${colon}${words.generation} ${frame.generation}`}</strong>
                {summary} {words.seed.replace('{seed}', String(seed))}
              </figcaption>
              <Stage extent={extent} frame={frame} label={summary} truth={truth} />
            </figure>
          );
        })}
      </div>
      <FrameCaption frame={stills[0]?.frame} truth={truth} words={words} />
      <SeedFigures isStill sides={stills} words={words} />
    </>
  );
}
