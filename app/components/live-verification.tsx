'use client';
import { useEffect, useState } from 'react';
import type { VerificationStatusView } from '#leaderboard/views/index.ts';

type Status = Pick<VerificationStatusView, 'state' | 'place' | 'waiting' | 'done' | 'planned'>;

interface Props {
  /** The page that says what came of it. */
  readonly page: string;
  /** Where its state is, as JSON. */
  readonly source: string;
  /** As it was when the page was made. */
  readonly first: Status;
  /** With `{place}`, `{waiting}`, `{done}` and `{planned}` to be filled in. */
  readonly words: { readonly queued: string; readonly running: string; readonly ended: string };
}

const EVERY_MS = 3_000;

/** How far the verification of an entry is, asked again every three seconds until it has ended. */
export function LiveVerification({ page, source, first, words }: Props) {
  const [status, setStatus] = useState(first);
  const isUnderWay = status.state === 'queued' || status.state === 'running';
  useEffect(() => {
    if (!isUnderWay) return;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const answer = await fetch(source, { signal: abort.signal });
        if (answer.ok) setStatus(await answer.json());
      } catch {
        // A site that does not answer just now is asked again.
      }
    };
    void ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [source, isUnderWay]);
  return (
    <p aria-live="polite">
      {isUnderWay ? (
        filled(status.state === 'running' ? words.running : words.queued, status)
      ) : (
        <a href={page}>{words.ended}</a>
      )}
    </p>
  );
}

function filled(words: string, { place, waiting, done, planned }: Status): string {
  const values: Readonly<Record<string, number | null>> = { place, waiting, done, planned };
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '…'));
}
