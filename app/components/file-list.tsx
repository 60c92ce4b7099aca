'use client';
import { useState } from 'react';
import type { FileView } from '#leaderboard/views/index.ts';
import { formatNumber } from '../format.ts';
import { Unloaded } from './unloaded.tsx';
import { useJson } from './when-seen.ts';

interface Props {
  /** Where the list is; a file's address is below it. */
  readonly source: string;
  readonly words: { readonly show: string; readonly failed: string };
}

/** Every file of a bundle with its size and digest, listed when it is opened. */
export function FileList({ source, words }: Props) {
  const [isOpen, setOpen] = useState(false);
  const answer = useJson<{ files: readonly FileView[] }>(source, isOpen);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.show}</summary>
      {answer === 'failed' ? (
        <Unloaded source={source} words={words} />
      ) : (
        <ul className="small">
          {(answer?.files ?? []).map(({ path, bytes, sha256 }) => (
            <li key={path}>
              <a href={`${source}/${path}`}>{path}</a> <span className="muted">{formatNumber(bytes / 1000)} kB</span>{' '}
              <span className="digest">{sha256.slice(0, 12)}</span>
            </li>
          ))}
        </ul>
      )}
      <noscript>
        <a href={source}>{source}</a>
      </noscript>
    </details>
  );
}
