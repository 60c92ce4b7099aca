'use client';
/** Which lines of a page's figures are in focus: in its address, so that it can be shared and a reload keeps it. */
import { useSyncExternalStore } from 'react';
import { MOST_IN_FOCUS } from '#benchmarks/figures/figure.ts';

const NAME = 'focus';
const NONE: readonly string[] = [];
const ID = /^[0-9a-f]{16}$/;

const listeners = new Set<() => void>();
let text = '';
let ids = NONE;

/** What the address names, the same array as long as that stays. */
function read(): readonly string[] {
  const now = new URLSearchParams(location.search).get(NAME) ?? '';
  if (now !== text) {
    text = now;
    ids = now
      .split(',')
      .filter((id) => ID.test(id))
      .slice(0, MOST_IN_FOCUS);
  }
  return ids;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

/** Ids that were brought into focus; empty where the first lines are. */
export function useFocus(): readonly string[] {
  return useSyncExternalStore(subscribe, read, () => NONE);
}

/** Brings a line into focus, in place of the one that has been there longest where there are too many; or lets it go. */
export function toggleFocus(id: string): void {
  const now = read();
  const next = now.includes(id) ? now.filter((other) => other !== id) : [...now, id].slice(-MOST_IN_FOCUS);
  const url = new URL(location.href);
  if (next.length > 0) url.searchParams.set(NAME, next.join());
  else url.searchParams.delete(NAME);
  // Commas may stand in a query as they are.
  url.search = url.search.replaceAll('%2C', ',');
  history.replaceState(history.state, '', url);
  for (const listener of listeners) listener();
}
