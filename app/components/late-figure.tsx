'use client';
/** A figure whose numbers are asked for when it is seen. */
import type { ReactNode } from 'react';
import { useTurns } from './draw-turn.ts';
import { Unloaded } from './unloaded.tsx';
import { useJson, useSeen } from './when-seen.ts';

interface Props<Data> {
  /** Where the numbers are. */
  readonly source: string;
  readonly words: { readonly title: string; readonly failed: string };
  /** What stands below the title; `data` is null until the numbers are there and it is the figure's turn to be drawn. */
  readonly children: (data: Data | null) => ReactNode;
}

export function LateFigure<Data>({ source, words, children }: Props<Data>) {
  const [place, isSeen] = useSeen<HTMLElement>();
  const answer = useJson<Data>(source, isSeen);
  // In a frame of its own, as every chart: several in one task would block the page.
  const isTurn = useTurns(answer === null || answer === 'failed' ? 0 : 1) === 1;
  if (answer === 'failed') return <Unloaded source={source} words={words} />;
  return (
    <figure className="single-chart" ref={place}>
      <figcaption>{words.title}</figcaption>
      <noscript>
        <a href={source}>{source}</a>
      </noscript>
      {children(isTurn ? answer : null)}
    </figure>
  );
}
