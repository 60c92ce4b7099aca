'use client';
/** What a reader sees where a page could not be made. The messages are few, so both languages are here: every page loads them. */
import en from '../messages/en/error.json' with { type: 'json' };
import zh from '../messages/zh/error.json' with { type: 'json' };

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function PageError({ error, reset }: Props) {
  const isChinese = typeof document !== 'undefined' && document.documentElement.lang.startsWith('zh');
  const words = isChinese ? zh : en;
  return (
    <main className="page">
      <h1>{words.title}</h1>
      <p className="prose">{words.text}</p>
      {error.digest !== undefined && <p className="muted">{words.reference.replace('{digest}', error.digest)}</p>}
      <button className="copy" onClick={reset} type="button">
        {words.again}
      </button>
    </main>
  );
}
