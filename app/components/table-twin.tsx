'use client';
import { type ReactNode, useState } from 'react';

interface Props {
  readonly summary: string;
  /** Makes the table when it is opened: most are not. */
  readonly table: () => ReactNode;
}

/** A figure's numbers as a table. */
export function TableTwin({ summary, table }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="scroll" tabIndex={0}>
          {table()}
        </div>
      )}
    </details>
  );
}
