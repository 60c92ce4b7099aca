'use client';
import { type RefObject, useEffect, useRef, useState } from 'react';

/** Becomes true once the element comes near the view, and stays so: what is heavy is loaded then. */
export function useSeen<Element extends HTMLElement>(): readonly [RefObject<Element | null>, boolean] {
  const place = useRef<Element>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        setSeen(true);
      },
      { rootMargin: '300px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return [place, isSeen];
}

/** JSON from an address, asked for once `when` holds; `null` until it is there, `'failed'` where it can't be had. */
export function useJson<Data>(address: string, when: boolean): Data | 'failed' | null {
  const [data, setData] = useState<Data | 'failed' | null>(null);
  useEffect(() => {
    if (!when) return;
    const abort = new AbortController();
    fetch(address, { signal: abort.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`status ${response.status}`))))
      .then(setData, () => {
        if (!abort.signal.aborted) setData('failed');
      });
    return () => abort.abort();
  }, [address, when]);
  return data;
}
