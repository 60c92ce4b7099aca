'use client';
import { useEffect, useState } from 'react';

/** Whose turn is last; everybody waits for the one before. */
let last: Promise<void> = Promise.resolve();

/** Resolves when the caller may draw: one each frame, after the frame before has been painted. */
function nextTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return last;
}

/** Counts up to `wanted`, one in each frame that is this element's alone. */
export function useTurns(wanted: number): number {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    if (turns >= wanted) return;
    let isGone = false;
    nextTurn().then(() => {
      if (!isGone) setTurns(turns + 1);
    });
    return () => {
      isGone = true;
    };
  }, [turns, wanted]);
  return turns;
}
