'use client';
import { BoardCell } from './board-cells.tsx';
import type { CellWords } from './score-words.ts';
import type { TableRow } from './table-rows.ts';

/** How a column's cells are made; `heat` is a score alone, `interval` one with its interval. */
export type ColumnKind =
  | 'rank'
  | 'strategy'
  | 'score'
  | 'place'
  | 'heat'
  | 'interval'
  | 'axis'
  | 'collapse'
  | 'real-data'
  | 'drawn';

export interface BoardColumn {
  /** As in the address of the board sorted by it. */
  readonly id: string;
  readonly kind: ColumnKind;
  /** Which of the row's scores, or of the measures. */
  readonly at: number;
  readonly name: string;
  /** What it means, for a reader who points at it. */
  readonly help: string;
  /** The board sorted by it; null for what can't be sorted by. */
  readonly href: string | null;
}

export interface BoardWords extends CellWords {
  readonly labels: Readonly<Record<TableRow['label'] | 'control' | 'baseline' | 'idle', string>>;
  readonly flips: string;
  /** With `{names}`. */
  readonly ownOn: string;
  /** With `{names}`. */
  readonly flipsWith: string;
  /** With `{amount}`. */
  readonly checks: string;
  /** Of the benchmarks that an axis of an incomplete entry rests on. */
  readonly restsOn: string;
  /** Of the box that chooses an entry to be compared, with `{name}`. */
  readonly tick: string;
  /** Over these boxes. */
  readonly ticks: string;
  /** Of what unfolds about an entry, with `{name}`. */
  readonly about: string;
}

interface Props {
  /** The greatest rank of the board, for the rank's picture. */
  readonly lastRank: number;
  readonly sort: string;
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly TableRow[];
  readonly words: BoardWords;
  /** What stands before a submission's id in its page's address. */
  readonly pathPrefix: string;
  /** Id of the element that says which board it is. */
  readonly labelledBy: string;
  /** Whether all columns have room on a wide screen: head and page scroll together then. */
  readonly fits: boolean;
}

const ASCENDING = ['strategy', 'place', 'early', 'late', 'real-data', 'drawn'];

/** Columns of text. */
const TEXTS: readonly ColumnKind[] = ['rank', 'strategy', 'place'];

const classOf = (kind: ColumnKind): string => `of-${kind}${TEXTS.includes(kind) ? '' : ' num'}`;

/** Id of the form that the boxes belong to. */
export const CHOSEN_FORM = 'chosen';

/** Roles that elements lose where styles change how they are laid out: on a phone a row is a card. */
const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  name: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** The board: one line an entry; on a phone one card an entry, which unfolds. It needs no JavaScript to be read. */
export function BoardTable({ columns, rows, sort, labelledBy, fits, ...row }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={fits ? 'listing fits' : 'listing'} tabIndex={0}>
      <table {...ROLES.table} aria-labelledby={labelledBy} className="board">
        <thead {...ROLES.group}>
          <tr {...ROLES.row}>
            <th {...ROLES.head} className="tick" scope="col">
              <span className="unseen">{row.words.ticks}</span>
            </th>
            {columns.map(({ id, kind, name, help, href }) => (
              <th
                {...ROLES.head}
                aria-sort={id === sort ? (ASCENDING.includes(id) ? 'ascending' : 'descending') : undefined}
                className={classOf(kind)}
                key={id}
                scope="col"
                title={help}
              >
                {href === null ? name : <a href={href}>{name}</a>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.group}>
          {rows.map((data) => (
            <Row columns={columns} data={data} key={data.id} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  data,
  columns,
  lastRank,
  words,
  pathPrefix,
}: Pick<Props, 'columns' | 'lastRank' | 'words' | 'pathPrefix'> & { readonly data: TableRow }) {
  const { id, spec, role, isLine } = data;
  return (
    <tr {...ROLES.row} className={isLine ? 'control idle' : role === 'entry' ? undefined : 'control'}>
      <td {...ROLES.cell} className="tick">
        <input
          aria-label={words.tick.replace('{name}', spec)}
          form={CHOSEN_FORM}
          name="entry"
          type="checkbox"
          value={id}
        />
      </td>
      {columns.map((column) =>
        column.kind === 'strategy' ? (
          <th {...ROLES.name} className={classOf(column.kind)} key={column.id} scope="row">
            <Name data={data} pathPrefix={pathPrefix} words={words} />
          </th>
        ) : (
          <td {...ROLES.cell} className={classOf(column.kind)} data-label={column.name} key={column.id}>
            <BoardCell column={column} data={data} lastRank={lastRank} words={words} />
          </td>
        ),
      )}
    </tr>
  );
}

/** What is out of the ordinary: most entries are the site's own, and the column of places names controls and baselines. */
function chipOf({ isLine, role, label, place }: TableRow): keyof BoardWords['labels'] | null {
  if (isLine) return 'idle';
  if (role !== 'entry') return place === null ? role : null;
  return label === 'maintained' ? null : label;
}

/** Who it is, what is out of the ordinary about it, and what unfolds. */
function Name({ data, words, pathPrefix }: Pick<Props, 'words' | 'pathPrefix'> & { readonly data: TableRow }) {
  const { id, spec, own, flips, about } = data;
  const chip = chipOf(data);
  return (
    <>
      <a className="entry-name" href={pathPrefix + id}>
        {spec}
      </a>{' '}
      {chip !== null && <span className={`tag ${chip}`}>{words.labels[chip]}</span>}
      {own !== '' && (
        <>
          {' '}
          <abbr className="tag own" title={words.ownOn.replace('{names}', own)}>
            {words.own}
          </abbr>
        </>
      )}
      {flips !== '' && (
        <abbr className="flip" title={words.flipsWith.replace('{names}', flips)}>
          ⇅<span className="unseen"> {words.flips}</span>
        </abbr>
      )}
      <details className="about-entry">
        <summary>
          <span className="unseen">{words.about.replace('{name}', spec)}</span>
        </summary>
        <p className="small muted">{about}</p>
      </details>
    </>
  );
}
