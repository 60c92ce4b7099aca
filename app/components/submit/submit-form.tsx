'use client';
import { type DragEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import type { CheckedBundle } from '#benchmarks/protocol/checked.ts';
import { checkInThread } from './check-in-thread.ts';
import { CheckedView, Places } from './checked-view.tsx';
import { type Chosen, chosenOf, droppedOf } from './chosen-bundle.ts';
import { type Published, publish, type Refused } from './publish.ts';
import { type FormWords, filled, type PreviewWords } from './words.ts';

interface Props {
  /** Where the form is sent without JavaScript. */
  readonly action: string;
  /** Address of the checker. */
  readonly checker: string;
  readonly words: FormWords;
  readonly preview: PreviewWords;
}

type State =
  | { readonly phase: 'empty' | 'sending' }
  | { readonly phase: 'checking'; readonly name: string }
  | { readonly phase: 'checked'; readonly checked: CheckedBundle; readonly refused?: Refused | null }
  | { readonly phase: 'failed'; readonly reason: string }
  | { readonly phase: 'sent'; readonly published: Published };

/** Checks what is chosen as soon as it is, and sends what passes. */
export function SubmitForm({ action, checker, words, preview }: Props) {
  // A browser without JavaScript has the plain form.
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const [state, setState] = useState<State>({ phase: 'empty' });
  const latest = useRef(0);

  const check = async (chosen: Chosen | null): Promise<void> => {
    latest.current += 1;
    const own = latest.current;
    if (chosen === null) return setState({ phase: 'empty' });
    setState({ phase: 'checking', name: chosen.name });
    const next = await checkInThread(checker, chosen.bundle).then(
      (checked): State => ({ phase: 'checked', checked }),
      (error: Error): State => ({ phase: 'failed', reason: error.message }),
    );
    // Another one may have been chosen meanwhile.
    if (own === latest.current) setState(next);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    droppedOf(event.dataTransfer).then(check, (error: Error) => setState({ phase: 'failed', reason: error.message }));
  };
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (state.phase !== 'checked' || state.checked.archive === null) return;
    const { checked } = state;
    const token = String(new FormData(event.currentTarget).get('token') ?? '');
    setState({ phase: 'sending' });
    const answer = await publish(checked.archive as Blob, token);
    setState(
      answer !== null && 'url' in answer
        ? { phase: 'sent', published: answer }
        : { phase: 'checked', checked, refused: answer },
    );
  };
  const isReady = state.phase === 'checked' && state.checked.archive !== null;

  return (
    <>
      <form action={action} className="submit" encType="multipart/form-data" method="post" onSubmit={send}>
        <label>
          {words.token}
          <input autoComplete="off" name="token" required spellCheck={false} type="password" />
          <span className="small muted">{words.tokenHelp}</span>
        </label>
        <fieldset className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <label>
            {words.bundle}
            <input
              accept={isLive ? '.gz,.tgz,.zip,application/gzip,application/zip' : '.gz,.tgz,application/gzip'}
              name="bundle"
              onChange={({ currentTarget }) => check(chosenOf(currentTarget.files))}
              required={!isLive}
              type="file"
            />
          </label>
          {isLive && (
            <label>
              {words.folder}
              <input
                onChange={({ currentTarget }) => check(chosenOf(currentTarget.files))}
                type="file"
                // React has no word for it.
                {...{ webkitdirectory: '' }}
              />
            </label>
          )}
          {isLive && <p className="small muted">{words.drop}</p>}
        </fieldset>
        <button disabled={isLive && !isReady} type="submit">
          {words.publish}
        </button>
        <noscript>
          <p className="small">{words.noscript}</p>
        </noscript>
      </form>
      <div aria-live="polite" className="answer">
        <Answer preview={preview} state={state} words={words} />
      </div>
    </>
  );
}

interface AnswerProps {
  readonly state: State;
  readonly words: FormWords;
  readonly preview: PreviewWords;
}

function Answer({ state, words, preview }: AnswerProps) {
  switch (state.phase) {
    case 'empty':
      return null;
    case 'checking':
      return <p>{filled(words.checking, { name: state.name })}</p>;
    case 'sending':
      return <p>{words.sending}</p>;
    case 'failed':
      return <p className="note">{filled(words.failed, { reason: state.reason })}</p>;
    case 'sent': {
      const { url, created, label, note } = state.published;
      return (
        <p className="note">
          {created ? words.sent : words.again} <a href={url}>{url}</a> {filled(words.label, { label })}{' '}
          <span lang="en">{note}</span>
        </p>
      );
    }
    case 'checked':
      return (
        <>
          {state.refused === null && <p className="note">{words.unreachable}</p>}
          {state.refused && (
            <div className="note">
              <p lang="en">{state.refused.detail}</p>
              <Places places={state.refused.problems ?? []} />
            </div>
          )}
          <CheckedView checked={state.checked} preview={preview} words={words} />
        </>
      );
  }
}
