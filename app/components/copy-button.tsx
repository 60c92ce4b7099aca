'use client';
import { useState } from 'react';

interface Props {
  readonly text: string;
  readonly label: string;
  /** Shown and announced for a while after the text was copied. */
  readonly done: string;
}

const SHOWN_MS = 2000;

/** Copies a text with one click. */
export function CopyButton({ text, label, done }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    // Browsers have a clipboard for secure pages only; elsewhere the text can be selected where it stands.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button className="copy" onClick={copy} type="button">
      <span aria-live="polite">{isCopied ? done : label}</span>
    </button>
  );
}
