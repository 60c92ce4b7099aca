'use client';
/** Which lines of a page's figures are in focus: in its address, so that it can be shared and a reload keeps it. */
import { useSyncExternalStore } from 'react';
import { MOST_IN_FOCUS } from '#benchmarks/figures/figure.ts';

const NAME = 'focus';
const NONE: readonly string[] = [];
/** Ids between commas. */
const IDS = /(?<=^|,)[0-9a-f]{16}(?=,|$)/g;

const listeners = new Set<() => void>();
let text = '';
let ids = NONE;

/** What the address names, the same array as long as that stays. */
function read(): readonly string[] {
  const now = new URLSearchParams(location.search).get(NAME) ?? '';
  if (now !== text) {
    text = now;
    ids = (now.match(IDS) ?? NONE).slice(0, MOST_IN_FOCUS);
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
  const { pathname, search, hash } = location;
  const query = new URLSearchParams(search);
  query.delete(NAME);
  // Written by hand: commas may stand in a query as they are.
  const parts = [query.toString(), next.length === 0 ? '' : `${NAME}=${next.join()}`].filter((part) => part !== '');
  history.replaceState(history.state, '', `${pathname}${parts.length === 0 ? '' : `?${parts.join('&')}`}${hash}`);
  for (const listener of listeners) listener();
}
