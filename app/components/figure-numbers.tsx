'use client';
import { useState } from 'react';
import type { Cell, Figure } from '#benchmarks/figures/figure.ts';
import { withQuery } from '../figure-address.ts';
import { localPath } from '../i18n/locales.ts';
import type { ChartWords } from './chart-words.ts';
import { Unloaded } from './unloaded.tsx';

interface Props {
  /** Null until it is there. */
  readonly figure: Figure | null;
  readonly failed: boolean;
  readonly src: string;
  readonly onOpen: () => void;
  readonly words: ChartWords;
}

/** A figure's numbers as a table, made when it is opened: most are not. Without scripts their address. */
export function FigureNumbers({ figure, failed, src, onOpen, words }: Props) {
  const [isOpen, setOpen] = useState(false);
  const data = withQuery(src, { format: 'json' });
  const toggle = (open: boolean): void => {
    setOpen(open);
    if (open) onOpen();
  };
  return (
    <details onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>{words.table}</summary>
      <noscript>
        <a href={data}>JSON</a>
      </noscript>
      {isOpen && failed && figure === null && <Unloaded source={data} words={words} />}
      {isOpen && figure !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="scroll" tabIndex={0}>
          <Table figure={figure} words={words} />
        </div>
      )}
    </details>
  );
}

function Table({ figure, words }: { readonly figure: Figure; readonly words: ChartWords }) {
  const { columns, rows } = figure.numbers;
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th className={index === 0 ? undefined : 'num'} key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name = '', ...cells], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and two may have one name
          <tr key={row}>
            <th scope="row">
              <Content cell={name} words={words} />
            </th>
            {cells.map((cell, index) => (
              <td className="num" key={columns[index + 1]}>
                <Content cell={cell} words={words} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Content({ cell, words }: { readonly cell: Cell; readonly words: ChartWords }) {
  if (typeof cell === 'string') return cell;
  const { text, note, path } = cell;
  return (
    <>
      {path === undefined ? text : <a href={localPath(words.locale, path)}>{text}</a>}
      {note !== undefined && note !== '' && <span className="interval">{note}</span>}
    </>
  );
}
