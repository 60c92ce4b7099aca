'use client';
import { useEffect, useState } from 'react';

interface Props {
  /** Id of the form whose boxes are counted. */
  readonly form: string;
  /** What there is to be ticked. */
  readonly text: string;
  /** How many are, with `{count}`. */
  readonly count: string;
}

/** As many as a comparison takes. */
const MOST = 6;

/** Says how many entries are ticked. With the last that a comparison takes, the other boxes are shut; without JavaScript the comparison itself says so. */
export function ChosenEntries({ form, text, count }: Props) {
  const [chosen, setChosen] = useState(0);
  useEffect(() => {
    const own = document.getElementById(form);
    if (!(own instanceof HTMLFormElement)) return;
    const boxes = [...own.elements].filter((element) => element instanceof HTMLInputElement);
    const look = (): void => {
      const ticked = boxes.filter(({ checked }) => checked).length;
      for (const box of boxes) box.disabled = ticked >= MOST && !box.checked;
      setChosen(ticked);
    };
    // Who comes back finds what was ticked.
    look();
    for (const box of boxes) box.addEventListener('change', look);
    return () => {
      for (const box of boxes) box.removeEventListener('change', look);
    };
  }, [form]);
  return <span aria-live="polite">{chosen === 0 ? text : count.replace('{count}', String(chosen))}</span>;
}
