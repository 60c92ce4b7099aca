'use client';
import { useEffect, useState } from 'react';

/** Whose turn is last; everybody waits for the one before. */
let last: Promise<void> = Promise.resolve();

/** Resolves when the caller may draw: one each frame, after the frame before has been painted. */
function nextTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return last;
}

/** Becomes true in a frame that is this element's alone. */
export function useTurn(): boolean {
  const [isTurn, setTurn] = useState(false);
  useEffect(() => {
    let isGone = false;
    nextTurn().then(() => {
      if (!isGone) setTurn(true);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return isTurn;
}
