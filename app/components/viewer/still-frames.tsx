import type { RealSample } from '#benchmarks/protocol/real-sample.ts';
import type { FramesView, SampleFrame } from '#leaderboard/views/index.ts';
import { readFrames } from '../../data.ts';
import type { Locale } from '../../i18n/locales.ts';
import { PUNCTUATION } from '../../i18n/punctuation.ts';
import { extentOf, Stage } from './stage.tsx';
import { summarise } from './summary.ts';
import type { ViewerWords } from './viewer.tsx';

interface Props {
  readonly locale: Locale;
  readonly benchmark: string;
  readonly entries: readonly { readonly id: string }[];
  readonly truth: RealSample['data'] | null;
  readonly words: Pick<ViewerWords, 'generation' | 'summary' | 'failed' | 'kinds'>;
}

/** The first and the last generation of each entry, for who has no JavaScript. */
export async function StillFrames({ locale, benchmark, entries, truth, words }: Props) {
  const found = await Promise.all(entries.map(({ id }) => readFrames(id, benchmark)));
  const views = found.filter((view): view is FramesView => view !== null && view.frames.length > 0);
  if (views.length === 0) return <p>{words.failed}</p>;
  const stills = views.map((view) => ({ view, frames: endsOf(view) }));
  const extent = extentOf(
    stills.flatMap(({ frames }) => frames),
    truth,
  );
  const { colon } = PUNCTUATION[locale];
  return (
    <div className="viewer-stills">
      {stills.flatMap(({ view: { id, spec }, frames }) =>
        frames.map((frame) => {
          const summary = summarise(frame, spec, truth, words.summary);
          return (
            <figure key={`${id} ${frame.generation}`}>
              <figcaption>
                <strong>{`${spec}${colon}${words.generation} ${frame.generation}`}</strong>
                {summary} {words.kinds[frame.kind]}
              </figcaption>
              <Stage extent={extent} frame={frame} label={summary} truth={truth} />
            </figure>
          );
        }),
      )}
    </div>
  );
}

function endsOf({ frames }: FramesView): SampleFrame[] {
  return [...new Set([frames[0], frames.at(-1)])].filter((frame) => frame !== undefined);
}
