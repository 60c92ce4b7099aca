'use client';
import type { SampleFrame } from '#leaderboard/views/index.ts';
import type { Truth } from './truth.ts';
import type { ViewerWords } from './words.ts';

interface Props {
  /** One of those that are shown: all are of one kind. */
  readonly frame: SampleFrame | undefined;
  readonly truth: Truth;
  readonly words: ViewerWords;
}

/** How frames are to be read, once for all of them. */
export function FrameCaption({ frame, truth, words: { kinds } }: Props) {
  if (frame === undefined) return null;
  const isPlane = frame.kind === 'points' && truth?.kind === 'points-2d';
  return <p className="small muted prose">{kinds[isPlane ? 'plane' : frame.kind]}</p>;
}
